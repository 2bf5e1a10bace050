/** The log's key in KMS: Ed25519, signing the text itself. */
import { createPublicKey } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { orUnavailable } from '../dynamodb.ts'
import type { Signer } from './merkle-log.ts'

export function kmsClient(): KMSClient {
  return new KMSClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  })
}

export function kmsSigner(client: KMSClient, keyId: string): Signer {
  return {
    publicKey: () =>
      orUnavailable(async () => {
        const { PublicKey = new Uint8Array() } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }))
        const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
        const { crv, x = '' } = key.export({ format: 'jwk' })
        if (crv !== 'Ed25519') throw new TypeError('the key of the log is no Ed25519 key')
        return new Uint8Array(Buffer.from(x, 'base64url'))
      }),
    sign: (text) =>
      orUnavailable(async () => {
        const { Signature } = await client.send(
          new SignCommand({
            KeyId: keyId,
            Message: Buffer.from(text),
            MessageType: 'RAW',
            SigningAlgorithm: 'ED25519_SHA_512',
          }),
        )
        return Signature ?? new Uint8Array()
      }),
  }
}
