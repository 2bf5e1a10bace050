/** What the log must hold once the anchor has run without being disturbed: every commit, once. */
import { headerOf } from '../../functions/ledger/commit.ts'
import type { Cluster } from './cluster.ts'
import { anchorWith, type Invoke } from './workers.ts'

export async function logFaults({ stores, scheduler }: Cluster, invoke: Invoke): Promise<readonly string[]> {
  const anchored = invoke('anchor', anchorWith)
  await scheduler.run()
  const ended = await anchored
  if (!('value' in ended) || !ended.value.isDone)
    return [`The anchor did not come to an end: ${JSON.stringify(ended)}`]
  const logged: string[] = []
  for (let number = 1; ; number++) {
    const batch = await stores.archive.read(number)
    if (!batch) break
    logged.push(...batch.leaves.flatMap(({ commit }) => (commit ? [commit.eventId] : [])))
  }
  const { commits } = await stores.ledger.scan({ index: 0, of: 1 })
  const ids = commits.map((commit) => headerOf(commit).eventId)
  return [
    ...ids.filter((id) => !logged.includes(id)).map((id) => `${id} is missing in the log`),
    ...logged.filter((id, n) => logged.indexOf(id) !== n).map((id) => `${id} is in the log twice`),
    ...logged.filter((id) => !ids.includes(id)).map((id) => `${id} is in the log and in no stream`),
  ]
}
