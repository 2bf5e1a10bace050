/** A store with all kinds of events, all of it projected, to be damaged by tests. */
import fc from 'fast-check'
import { verifierKeyOf } from '../../../events/checkpoint.ts'
import { anchor } from '../../../functions/anchor/anchor.ts'
import type { Commit } from '../../../functions/ledger/commit.ts'
import { pendingOf } from '../../../functions/merkle-log/feed.ts'
import { memoryArchive, memoryLogTable, memorySigner } from '../../../functions/merkle-log/memory.ts'
import type { Pending } from '../../../functions/merkle-log/merkle-log.ts'
import { projectAll } from '../../../functions/projector/project.ts'
import { memoryViews } from '../../../functions/views/memory.ts'
import { onlyGeneration } from '../../support/generations.ts'
import {
  actor,
  claimed,
  leg,
  type Post,
  post,
  redacted,
  route,
  seizure,
  subjectOf,
} from '../../support/posts.ts'
import { redactAll, redactableLedger } from '../../support/redactable-ledger.ts'
import { anyStep, postOf } from '../../support/story-steps.ts'
import { newWorld, startMs } from '../../support/world.ts'

export type Lived = Awaited<ReturnType<typeof lived>>

export async function lived(seed: number, stepCount = 60) {
  const ledger = redactableLedger()
  const views = memoryViews()
  const world = await newWorld({ ledger, views })
  const [steps = []] = fc.sample(
    fc.array(anyStep, { minLength: stepCount, maxLength: stepCount, size: 'max' }),
    { seed, numRuns: 1 },
  )
  const posts: Post[] = []
  const add = async (event: Post | undefined) => {
    if (!event) return
    const outcome = await world.post(event)
    if (outcome.outcome !== 'recorded') return
    posts.push(event)
    world.clock.nowMs += 1_000
  }
  for (const event of fixed()) await add(event)
  for (const [n, step] of steps.entries()) await add(postOf(step, n, posts))
  const subjects = new Set([
    'agencies/centre',
    'agencies/kz-moi',
    'agencies/ru-authority',
    'agencies/observer-one',
    ...posts.map(subjectOf),
  ])
  for (const subject of subjects) await redactAll(subject, ledger, onlyGeneration(views))
  const failed = await projectAll([...subjects], { ledger, views })
  if (failed.size > 0) throw new Error([...failed.keys()].join())
  return { ledger, views, world, posts, subjects: [...subjects].sort() }
}

/** One of each kind that a random life does not have. */
function fixed(): readonly Post[] {
  const secret = seizure({ detection: 'told in confidence' })
  return [
    post(
      'SourceRegistered',
      { kind: 'open-source-media', title: 'A paper', marking: { tlp: 'GREEN' } },
      { subject: 'sources/paper' },
    ),
    seizure({ sources: [{ id: 'paper', kind: 'open-source-media' }], reportRef: 'R/17' }),
    secret,
    { ...redacted(secret), ifmatch: '*' },
    route('main'),
    leg('main', 'first'),
    actor('old'),
    actor('new'),
    {
      ...claimed('ActorsMerged', { into: 'new', reason: 'one and the same' }, { subject: 'actors/old' }),
      ifmatch: '*',
    },
    claimed('CountryRoleReported', { role: 'transit', group: 'opioid' }, { subject: 'countries/kz' }),
  ]
}

/**
 * A log that holds all these commits, in several batches.
 * @param again what it takes although it has it already, as if its table had been lost.
 */
export async function logged(
  commits: readonly Commit[],
  again: readonly Pending[] = [],
  signer = memorySigner(),
) {
  const archive = memoryArchive()
  let table = memoryLogTable()
  const origin = 'routewatch.example/log'
  const run = async (pending: readonly Pending[]) => {
    await table.add(pending)
    const needs = { archive, table, signer, origin, batchLeaves: 64, nowMs: () => startMs }
    await anchor(needs, Number.POSITIVE_INFINITY)
  }
  for (let i = 0; i < commits.length; i += 40) await run(commits.slice(i, i + 40).map(pendingOf))
  if (again.length > 0) {
    const { leaves } = table
    const ids = again.map(({ eventId }) => eventId)
    let asked = 0
    table = {
      ...table,
      // Neither looked for among the last batches, nor found when it is taken.
      leaves: async (eventIds) =>
        eventIds.every((id) => ids.includes(id)) && asked++ === 0 ? new Map() : leaves(eventIds),
    }
    await run(again)
  }
  return { archive, table, signer, verifierKey: verifierKeyOf(origin, await signer.publicKey()) }
}
