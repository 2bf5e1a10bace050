import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../durable-file.ts'
import type { KeySpec } from '../resources.ts'
import { AwsError, type Fields, type JsonService, unknownOperation } from './protocol.ts'

/** KMS: signing with the Ed25519 keys of the templates, made once and kept in the data folder. Nothing is encrypted. */

const messageBytesMax = 4096
const algorithm = 'ED25519_SHA_512'

export function kms(dataDir: string, specs: readonly KeySpec[]): JsonService {
  const keys = new Map(specs.filter(({ signs }) => signs).map(({ id }) => [id, signingKey(dataDir, id)]))

  const keyIn = ({ KeyId }: Fields): { arn: string; key: KeyObject } => {
    const found = specs.find(({ id, arn, aliases }) => [id, arn, ...aliases].includes(String(KeyId)))
    if (!found) throw new AwsError(400, 'NotFoundException', `Key '${String(KeyId)}' does not exist`)
    const key = keys.get(found.id)
    if (!key)
      throw new AwsError(
        400,
        'InvalidKeyUsageException',
        `${found.arn} key usage is ENCRYPT_DECRYPT which is not valid for this operation.`,
      )
    return { arn: found.arn, key }
  }

  return (operation, request) => {
    switch (operation) {
      case 'Sign': {
        const { arn, key } = keyIn(request)
        return { KeyId: arn, Signature: signature(key, request), SigningAlgorithm: algorithm }
      }
      case 'GetPublicKey': {
        const { arn, key } = keyIn(request)
        return {
          KeyId: arn,
          PublicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
          KeySpec: 'ECC_NIST_EDWARDS25519',
          KeyUsage: 'SIGN_VERIFY',
          SigningAlgorithms: [algorithm],
        }
      }
    }
    throw unknownOperation(operation)
  }
}

function signature(key: KeyObject, { Message, MessageType = 'RAW', SigningAlgorithm }: Fields): string {
  if (SigningAlgorithm !== algorithm)
    throw new AwsError(
      400,
      'InvalidKeyUsageException',
      `Algorithm ${String(SigningAlgorithm)} is incompatible with key spec ECC_NIST_EDWARDS25519.`,
    )
  if (MessageType !== 'RAW')
    throw new AwsError(400, 'ValidationException', `${algorithm} signs messages of the type RAW alone`)
  const message = typeof Message === 'string' ? Buffer.from(Message, 'base64') : Buffer.alloc(0)
  if (message.length === 0 || message.length > messageBytesMax)
    throw new AwsError(400, 'ValidationException', `A message has 1 to ${messageBytesMax} bytes`)
  return sign(null, message, key).toString('base64')
}

/** Whoever has verified a signature must be able to do so after the host has started again. */
function signingKey(dataDir: string, id: string): KeyObject {
  const file = join(dataDir, `signing-key-${id}.pem`)
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeDurably(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
  }
  return createPrivateKey(readFileSync(file))
}
