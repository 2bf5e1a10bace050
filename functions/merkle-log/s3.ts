/** The archive on S3: one object a batch, in a bucket whose objects are locked. The append is its conditional put. */
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { orUnavailable } from '../dynamodb.ts'
import { Unavailable } from '../ledger/ledger.ts'
import { batchIn, batchText } from './batch.ts'
import type { Archive } from './merkle-log.ts'

/** S3 answers 409 while another write of the same key is under way, and asks to try again. */
const attemptsMax = 3

export function s3Client(): S3Client {
  return new S3Client({
    maxAttempts: 4,
    // What stands for S3 locally knows buckets by path.
    forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000 },
  })
}

export function s3Archive(client: S3Client, bucket: string, pause: (ms: number) => Promise<void>): Archive {
  return {
    read: (number) =>
      orUnavailable(async () => {
        const Key = objectKey(number)
        try {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }))
          return batchIn((await Body?.transformToString()) ?? '', Key)
        } catch (error) {
          if (error instanceof NoSuchKey) return undefined
          throw error
        }
      }),
    append: (batch) =>
      orUnavailable(async () => {
        const put = new PutObjectCommand({
          Bucket: bucket,
          Key: objectKey(batch.number),
          Body: batchText(batch),
          ContentType: 'application/json',
          IfNoneMatch: '*',
        })
        for (let attempt = 1; ; attempt++) {
          try {
            await client.send(put)
            return 'appended'
          } catch (error) {
            const status = statusOf(error)
            if (status === 412) return 'taken'
            if (status !== 409) throw error
            if (attempt === attemptsMax) throw new Unavailable('the log is being written', { cause: error })
            await pause(100 * 2 ** attempt)
          }
        }
      }),
  }
}

const objectKey = (number: number): string => `log/${String(number).padStart(9, '0')}.json`

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
