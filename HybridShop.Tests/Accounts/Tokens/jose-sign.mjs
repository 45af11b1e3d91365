// Signs tokens: one that holds, and others that differ from it in one thing. Input: { pem, kid, now, claims }.
import { SignJWT, UnsecuredJWT, importPKCS8, generateKeyPair } from 'jose';

const { pem, kid, now, claims } = JSON.parse(process.argv[2]);
const key = await importPKCS8(pem, 'ES256');
const header = { alg: 'ES256', typ: 'at+jwt', kid };
const sign = (changed = {}, changedHeader = {}, by = key, options = {}) =>
  new SignJWT({ ...claims, iat: now, exp: now + 3600, ...changed }).setProtectedHeader({ ...header, ...changedHeader }).sign(by, options);
const publicPart = new TextEncoder().encode(pem);

console.log(JSON.stringify({
  good: await sign(),
  goodWithNotBefore: await sign({ nbf: now }),
  bad: {
    unsecured: new UnsecuredJWT({ ...claims, iat: now, exp: now + 3600 }).encode(),
    hmac: await sign({}, { alg: 'HS256' }, publicPart),
    otherKey: await sign({}, {}, (await generateKeyPair('ES256')).privateKey),
    otherCurve: await sign({}, { alg: 'ES384' }, (await generateKeyPair('ES384')).privateKey),
    unknownKid: await sign({}, { kid: 'unknown' }),
    noKid: await sign({}, { kid: undefined }),
    otherType: await sign({}, { typ: 'JWT' }),
    critical: await sign({}, { crit: ['urn:example'], 'urn:example': true }, key, { crit: { 'urn:example': true } }),
    expired: await sign({ iat: now - 7200, exp: now - 3600 }),
    early: await sign({ nbf: now + 3600 }),
    otherIssuer: await sign({ iss: 'elsewhere' }),
    otherAudience: await sign({ aud: 'elsewhere' }),
    manyAudiences: await sign({ aud: [claims.aud, 'elsewhere'] }),
    noExpiry: await sign({ exp: undefined }),
  },
}));
