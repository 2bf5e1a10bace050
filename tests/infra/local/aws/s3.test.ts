import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, refusal, startEndpoint } from './endpoint.ts'

let endpoint: Endpoint
let s3: S3Client
beforeAll(async () => {
  endpoint = await startEndpoint()
  s3 = new S3Client({ ...endpoint.config, forcePathStyle: true })
})
afterAll(() => endpoint.stop())

const put = (Bucket: string, Key: string, Body: string, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))
const get = async (Bucket: string, Key: string) => {
  const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key }))
  return { text: await Body?.transformToString(), ETag }
}
const list = (more = {}) => s3.send(new ListObjectsV2Command({ Bucket: 'plain', ...more }))

describe('an object', () => {
  it('is put and got, whatever its key, and told by its head', async () => {
    for (const Key of ['a/1 ä+&<.json', '..', '.x', '../plain/y']) {
      const { ETag } = await put('plain', Key, 'text')
      expect(ETag).toBe('"1cb251ec0d568de6a929b520c4aed8d1"')
      expect(await get('plain', Key)).toStrictEqual({ text: 'text', ETag })
      const head = await s3.send(new HeadObjectCommand({ Bucket: 'plain', Key }))
      expect([head.ContentLength, head.ETag]).toStrictEqual([4, ETag])
    }
    await put('plain', '.x', 'new')
    expect((await get('plain', '.x')).text).toBe('new')
  })

  it('is put once where nothing may be there', async () => {
    const once = { IfNoneMatch: '*' }
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((body) => put('log', 'log/000000000.json', body, once)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refusal(put('log', 'log/000000000.json', 'd', once))).toBe('PreconditionFailed')
    expect((await get('log', 'log/000000000.json')).text).toMatch(/^[abc]$/)
  })

  it('outlives the endpoint', async () => {
    endpoint = await endpoint.restart()
    s3 = new S3Client({ ...endpoint.config, forcePathStyle: true })
    expect((await get('log', 'log/000000000.json')).text).toMatch(/^[abc]$/)
  })
})

describe('a list', () => {
  it('is in the order of bytes, and goes on by token', async () => {
    for (const key of ['list/b', 'list/a', 'list/B', 'list/ä&<']) await put('plain', key, key)
    const first = await list({ Prefix: 'list/', MaxKeys: 3 })
    expect(first.Contents?.map(({ Key, Size }) => [Key, Size])).toStrictEqual([
      ['list/B', 6],
      ['list/a', 6],
      ['list/b', 6],
    ])
    expect([first.KeyCount, first.IsTruncated]).toStrictEqual([3, true])
    const next = await list({ Prefix: 'list/', ContinuationToken: first.NextContinuationToken })
    expect(next.Contents?.map(({ Key }) => Key)).toStrictEqual(['list/ä&<'])
    expect([next.IsTruncated, next.NextContinuationToken]).toStrictEqual([false, undefined])
    expect(
      (await list({ StartAfter: 'list/b', Prefix: 'list/' })).Contents?.map(({ Key }) => Key),
    ).toStrictEqual(['list/ä&<'])
  })
})

describe('a refusal', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['an unknown bucket', () => put('nowhere', 'x', 'x'), 'NoSuchBucket'],
    ['an unknown key', () => get('plain', 'nothing'), 'NoSuchKey'],
    [
      'the head of an unknown key',
      () => s3.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'nothing' })),
      'NotFound',
    ],
    ['overwriting what is locked', () => put('log', 'log/000000000.json', 'x'), 'AccessDenied'],
    [
      'deleting what is locked',
      () => s3.send(new DeleteObjectCommand({ Bucket: 'log', Key: 'log/000000000.json' })),
      'AccessDenied',
    ],
    [
      'deleting anything',
      () => s3.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'x' })),
      'NotImplemented',
    ],
    [
      'a version',
      () => s3.send(new GetObjectCommand({ Bucket: 'plain', Key: '.x', VersionId: '1' })),
      'NotImplemented',
    ],
    ['a delimiter', () => list({ Delimiter: '/' }), 'NotImplemented'],
    ['a token of somebody else', () => list({ ContinuationToken: '%' }), 'InvalidArgument'],
    ['a key that is too long', () => put('plain', 'x'.repeat(251), 'x'), 'KeyTooLongError'],
    [
      'a body that is not what was sent',
      () => put('plain', 'sum', 'x', { ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' }),
      'BadDigest',
    ],
    ['a condition that is not emulated', () => put('plain', 'if', 'x', { IfMatch: '"x"' }), 'NotImplemented'],
  ])('for %s', async (_, call, name) => expect(await refusal(call())).toBe(name))

  it('leaves what is there', async () => {
    expect((await get('log', 'log/000000000.json')).text).toMatch(/^[abc]$/)
    expect(await refusal(get('plain', 'sum'))).toBe('NoSuchKey')
  })
})
