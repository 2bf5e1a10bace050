import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import { afterEach } from 'vitest'
import { kmsSigner } from '../../../../functions/merkle-log/kms.ts'
import { s3Archive } from '../../../../functions/merkle-log/s3.ts'
import { archiveContract, signerContract } from '../../../contract/merkle-log.ts'
import { type Endpoint, signingKeyId, startEndpoint } from './endpoint.ts'

/** The log's adapters on what stands for S3 and KMS here. */

const started: Endpoint[] = []
afterEach(async () => {
  for (const endpoint of started.splice(0)) await endpoint.stop()
})
async function open(): Promise<Endpoint> {
  const endpoint = await startEndpoint()
  started.push(endpoint)
  return endpoint
}

archiveContract('S3 of the host', async () => {
  const client = new S3Client({ ...(await open()).config, forcePathStyle: true })
  return s3Archive(client, 'log', async () => {})
})
signerContract('KMS of the host', async () => kmsSigner(new KMSClient((await open()).config), signingKeyId))
