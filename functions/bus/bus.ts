/** EventBridge behind one method (ADR-0014). `PutEvents` resolves even when entries fail: every `ErrorCode` is looked at. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { faultOf, log } from '../telemetry.ts'

export type BusEntry = { source: string; detailType: string; detail: unknown }

export type Bus = {
  /** Puts all entries, sending again only those that failed. @returns the indexes of those that stayed failed. */
  put(entries: readonly BusEntry[]): Promise<readonly number[]>
}

const entriesMax = 10
const attemptsMax = 4

export function busClient(): EventBridgeClient {
  return new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  })
}

export function eventBridge(
  client: EventBridgeClient,
  busName: string,
  pause: (ms: number) => Promise<void>,
): Bus {
  return {
    put: async (entries) => {
      const chunks = Array.from({ length: Math.ceil(entries.length / entriesMax) }, (_, i) => i * entriesMax)
      const failed: number[] = []
      for (const start of chunks) {
        let pending = entries
          .slice(start, start + entriesMax)
          .map((entry, offset) => ({ entry, index: start + offset }))
        for (let attempt = 1; pending.length > 0 && attempt <= attemptsMax; attempt++) {
          if (attempt > 1) await pause(20 * 2 ** attempt)
          pending = await putChunk(client, busName, pending)
        }
        failed.push(...pending.map(({ index }) => index))
      }
      return failed
    },
  }
}

type Indexed = { entry: BusEntry; index: number }

/** @returns those that failed. A call that fails as a whole fails for each. */
async function putChunk(
  client: EventBridgeClient,
  busName: string,
  chunk: readonly Indexed[],
): Promise<Indexed[]> {
  const Entries = chunk.map(({ entry }) => ({
    EventBusName: busName,
    Source: entry.source,
    DetailType: entry.detailType,
    Detail: JSON.stringify(entry.detail),
  }))
  try {
    const answer = await client.send(new PutEventsCommand({ Entries }))
    return chunk.filter((_, i) => answer.Entries?.[i]?.ErrorCode !== undefined)
  } catch (error) {
    log.error('PutEvents failed', faultOf(error))
    return [...chunk]
  }
}
