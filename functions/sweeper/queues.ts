/** Leaves how much waits in the queues where the centre reads it (ADR-0031); the newest run's stands. */
import type { QueueDepth } from '../bus/queue-depths.ts'
import type { ViewGenerations } from '../views/generations.ts'

export async function tellQueues(
  items: readonly QueueDepth[],
  views: Pick<ViewGenerations, 'fed'>,
  nowMs: number,
): Promise<void> {
  const body = { countedAt: new Date(nowMs).toISOString(), items }
  for (const generation of await views.fed())
    await generation.put({
      partition: 'health/projections',
      label: 'participants/centre',
      sort: 'queues',
      state: 'row',
      body,
      fence: nowMs,
    })
}
