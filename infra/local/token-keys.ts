import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { writeDurably } from './durable-file.ts'

export type TokenKeys = { kid: string; signing: CryptoKey; published: { keys: JWK[] } }

/** The issuer's key pair: made once and kept in the data folder, so that tokens outlive the host. */
export async function loadTokenKeys(dataDir: string): Promise<TokenKeys> {
  const file = join(dataDir, 'token-key.json')
  if (!existsSync(file)) writeDurably(file, JSON.stringify(await newKey()))
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK & { kid: string }
  const { kty = '', n = '', e = '', kid } = jwk
  return {
    kid,
    signing: (await importJWK(jwk, 'RS256')) as CryptoKey,
    published: { keys: [{ alg: 'RS256', e, kid, kty, n, use: 'sig' }] },
  }
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) }
}
