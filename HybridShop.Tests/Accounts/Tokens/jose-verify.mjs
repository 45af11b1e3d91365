// Verifies a token by the keys that the shop publishes. Input: { jwks, token, issuer, audience }.
import { calculateJwkThumbprint, createRemoteJWKSet, jwtVerify } from 'jose';

const { jwks, token, issuer, audience } = JSON.parse(process.argv[2]);
const now = new Date(JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).iat * 1000);
const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks)), {
  issuer, audience, typ: 'at+jwt', algorithms: ['ES256'], currentDate: now,
});
const { keys } = await (await fetch(jwks)).json();
const thumbprints = await Promise.all(keys.map(key => calculateJwkThumbprint(key)));
console.log(JSON.stringify({ payload, header: protectedHeader, kids: keys.map(key => key.kid), thumbprints }));
