/** A store with all kinds of events, all of it projected, to be damaged by tests. */
import fc from 'fast-check'
import { unredacted } from '../../../functions/ledger/redaction.ts'
import { projectAll } from '../../../functions/projector/project.ts'
import { memoryViews } from '../../../functions/views/memory.ts'
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
import { redactableLedger } from '../../support/redactable-ledger.ts'
import { anyStep, postOf } from '../../support/story-steps.ts'
import { newWorld } from '../../support/world.ts'

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
  for (const subject of subjects)
    for (const { sequence, commitment } of unredacted(await ledger.load(subject)))
      await ledger.redact(subject, sequence, commitment)
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
    redacted(secret),
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
