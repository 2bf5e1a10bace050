import { randomUUID } from 'node:crypto'
import type { TableSpec } from './resources.ts'
import type { StreamSource } from './stream-source.ts'
import type { Change, Publish } from './streamed-table.ts'

/** Makes stream records of a table's changes and hands them to every consumer of its stream. */
export class Streams {
  private readonly sources = new Map<string, StreamSource[]>()
  private lastSequence = 0n

  subscribe(streamArn: string, source: StreamSource): void {
    this.sources.set(streamArn, [...(this.sources.get(streamArn) ?? []), source])
  }

  /** A change is acknowledged once every consumer has acknowledged its record. */
  publishOf({ streamArn = '', arn }: TableSpec): Publish {
    const region = arn.split(':')[3] ?? ''
    return (change, acknowledged) => {
      const sources = this.sources.get(streamArn) ?? []
      if (sources.length === 0) {
        acknowledged()
        return
      }
      const record = this.recordOf(change, streamArn, region)
      let open = sources.length
      for (const source of sources)
        source.push(record, () => {
          open--
          if (open === 0) acknowledged()
        })
    }
  }

  private recordOf({ eventName, keys, image }: Change, eventSourceARN: string, awsRegion: string) {
    return {
      eventID: randomUUID().replaceAll('-', ''),
      eventName,
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
        Keys: keys,
        ...(image && { NewImage: image }),
        SequenceNumber: this.nextSequence(),
        StreamViewType: 'NEW_IMAGE',
      },
      eventSourceARN,
    }
  }

  /** Grows from record to record, and over restarts. */
  private nextSequence(): string {
    const now = BigInt(Date.now()) * 1_000_000n
    this.lastSequence = now > this.lastSequence ? now : this.lastSequence + 1n
    return String(this.lastSequence).padStart(24, '0')
  }
}
