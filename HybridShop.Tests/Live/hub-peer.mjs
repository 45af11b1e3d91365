// Arguments: folder with node_modules, address of the hub, last sequence. Prints each message, asks for something refused after the second
// stock, and leaves.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [peers, address, last] = process.argv.slice(2);
const { HubConnectionBuilder, LogLevel } = createRequire(join(peers, 'peer.js'))('@microsoft/signalr');
const connection = new HubConnectionBuilder().withUrl(address).configureLogging(LogLevel.Error).build();
let stocks = 0;
connection.on('Changed', async message => {
  console.log(JSON.stringify(message));
  if (message.type === 'stock' && ++stocks === 2) await connection.invoke('Subscribe', ['activity'], null);
  if (message.type === 'error') await connection.stop();
});
await connection.start();
await connection.invoke('Subscribe', ['stock:1'], Number(last));
