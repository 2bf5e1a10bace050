import { createPublicKey, verify } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, SignCommand, type SignCommandInput } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Endpoint, refusal, signingKeyId, startEndpoint, tablesKeyId } from './endpoint.ts'

let endpoint: Endpoint
let kms: KMSClient
beforeAll(async () => {
  endpoint = await startEndpoint()
  kms = new KMSClient(endpoint.config)
})
afterAll(() => endpoint.stop())

const arn = `arn:aws:kms:eu-central-1:000000000000:key/${signingKeyId}`
const message = Buffer.from('routewatch.example/log\n3\nx\n')
const signed = (more: Partial<SignCommandInput> = {}) =>
  kms.send(
    new SignCommand({
      KeyId: signingKeyId,
      Message: message,
      MessageType: 'RAW',
      SigningAlgorithm: 'ED25519_SHA_512',
      ...more,
    }),
  )
const publicKey = async (KeyId: string) => {
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId }))
  return Buffer.from(PublicKey)
}

it('signs with Ed25519 what its public key verifies, by id, ARN or alias, and still after a restart', async () => {
  const before = await publicKey(signingKeyId)
  const key = createPublicKey({ key: before, format: 'der', type: 'spki' })
  expect(key.asymmetricKeyType).toBe('ed25519')
  for (const KeyId of [signingKeyId, arn, 'alias/log']) {
    const { KeyId: told, Signature = new Uint8Array(), SigningAlgorithm } = await signed({ KeyId })
    expect([told, SigningAlgorithm]).toStrictEqual([arn, 'ED25519_SHA_512'])
    expect(verify(null, message, key, Signature)).toBe(true)
  }
  endpoint = await endpoint.restart()
  kms = new KMSClient(endpoint.config)
  expect(await publicKey('alias/log')).toStrictEqual(before)
})

it.each<[string, Partial<SignCommandInput>, string]>([
  ['an unknown key', { KeyId: 'alias/other' }, 'NotFoundException'],
  ['a key that encrypts', { KeyId: tablesKeyId }, 'InvalidKeyUsageException'],
  ['another algorithm', { SigningAlgorithm: 'ECDSA_SHA_256' }, 'InvalidKeyUsageException'],
  ['a digest', { MessageType: 'DIGEST' }, 'ValidationException'],
  ['more than 4096 bytes', { Message: Buffer.alloc(4097) }, 'ValidationException'],
  ['nothing', { Message: Buffer.alloc(0) }, 'ValidationException'],
])('refuses to sign with or for %s', async (_, more, name) => expect(await refusal(signed(more))).toBe(name))
