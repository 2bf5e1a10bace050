import { generateKeyPairSync, sign } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, KMSServiceException, SignCommand } from '@aws-sdk/client-kms'
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unavailable } from '../../functions/ledger/ledger.ts'
import { dynamoLogTable, dynamoPendingFeed } from '../../functions/merkle-log/dynamo.ts'
import { kmsClient, kmsSigner } from '../../functions/merkle-log/kms.ts'
import { memoryArchive, memoryLogTable, memorySigner } from '../../functions/merkle-log/memory.ts'
import { LogDamaged } from '../../functions/merkle-log/merkle-log.ts'
import { s3Archive, s3Client } from '../../functions/merkle-log/s3.ts'
import { type Engine, startEngine, viewKeys } from '../support/engine.ts'
import { archiveContract, logTableContract, signerContract } from './merkle-log.ts'

process.env.AWS_REGION = 'eu-central-1'
const pause = async () => {}

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

function s3Answering(objects: Map<string, string>) {
  const mock = mockClient(S3Client)
  mock.on(GetObjectCommand).callsFake(async ({ Bucket, Key }) => {
    const text = objects.get(`${Bucket}/${Key}`)
    if (text === undefined) throw new NoSuchKey({ message: 'none', $metadata: { httpStatusCode: 404 } })
    return { Body: { transformToString: async () => text } }
  })
  mock.on(PutObjectCommand).callsFake(async ({ Bucket, Key, Body, IfNoneMatch }) => {
    if (IfNoneMatch === '*' && objects.has(`${Bucket}/${Key}`)) throw s3Error('PreconditionFailed', 412)
    objects.set(`${Bucket}/${Key}`, String(Body))
  })
  return mock
}
const s3Error = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode } })

const kms = mockClient(KMSClient)
afterAll(() => kms.restore())
function kmsWith({ privateKey, publicKey }: ReturnType<typeof ed25519>): void {
  const PublicKey = publicKey.export({ format: 'der', type: 'spki' })
  kms.on(GetPublicKeyCommand, { KeyId: 'the-key' }).resolves({ PublicKey })
  kms
    .on(SignCommand, { KeyId: 'the-key', MessageType: 'RAW', SigningAlgorithm: 'ED25519_SHA_512' })
    .callsFake(async ({ Message }) => ({ Signature: sign(null, Message, privateKey) }))
}
const ed25519 = () => generateKeyPairSync('ed25519')

archiveContract('memory', async () => memoryArchive())
archiveContract('S3', async () => {
  s3Answering(new Map())
  return s3Archive(s3Client(), 'archive', pause)
})
logTableContract('memory', async () => memoryLogTable())
logTableContract('DynamoDB', async () => dynamoLogTable(engine.client, await engine.table(viewKeys)))
signerContract('memory', async () => memorySigner())
signerContract('KMS', async () => {
  kmsWith(ed25519())
  return kmsSigner(kmsClient(), 'the-key')
})

describe('S3', () => {
  it('keeps a batch under its number', async () => {
    const objects = new Map<string, string>()
    s3Answering(objects)
    const batch = { number: 12, first: 704, leaves: [], checkpoint: '', recordedAt: '' }
    await s3Archive(s3Client(), 'archive', pause).append(batch)
    expect([...objects]).toStrictEqual([['archive/log/000000012.json', JSON.stringify(batch)]])
  })

  it('refuses what is no batch, and does not take an error for an absence', async () => {
    const mock = s3Answering(new Map([['archive/log/000000001.json', '{"number":1}']]))
    const archive = s3Archive(s3Client(), 'archive', pause)
    await expect(archive.read(1)).rejects.toThrow(LogDamaged)
    mock.on(GetObjectCommand).rejects(s3Error('AccessDenied', 403))
    await expect(archive.read(2)).rejects.toThrow('AccessDenied')
    mock.on(GetObjectCommand).rejects(s3Error('SlowDown', 503))
    await expect(archive.read(2)).rejects.toThrow(Unavailable)
  })

  it('tries again while another write is under way, and not for ever', async () => {
    const mock = s3Answering(new Map())
    const batch = { number: 1, first: 0, leaves: [], checkpoint: '', recordedAt: '' }
    const conflict = s3Error('ConditionalRequestConflict', 409)
    const archive = s3Archive(s3Client(), 'archive', pause)
    mock.on(PutObjectCommand).rejectsOnce(conflict).rejectsOnce(s3Error('PreconditionFailed', 412))
    expect(await archive.append(batch)).toBe('taken')
    mock.on(PutObjectCommand).rejects(conflict)
    await expect(archive.append(batch)).rejects.toThrow(Unavailable)
  })
})

describe('KMS', () => {
  it('refuses a key of another kind, and is unavailable when it is', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    kms.on(GetPublicKeyCommand).resolves({ PublicKey: publicKey.export({ format: 'der', type: 'spki' }) })
    await expect(kmsSigner(kmsClient(), 'the-key').publicKey()).rejects.toThrow(TypeError)
    kms.on(SignCommand).rejects(
      new KMSServiceException({
        name: 'KMSInternalException',
        $fault: 'server',
        $metadata: { httpStatusCode: 500 },
      }),
    )
    await expect(kmsSigner(kmsClient(), 'the-key').sign('text')).rejects.toThrow(Unavailable)
  })
})

describe('DynamoDB', () => {
  it('tells which could not be added', async () => {
    const feed = dynamoPendingFeed(engine.client, 'no-such-table')
    const one = { subject: 'routes/a', sequence: 1, eventId: 'e', hash: '00' }
    expect(await feed.add([one, one])).toStrictEqual([0, 1])
    expect(await feed.add([])).toStrictEqual([])
  })
})
