/**
 * Two worlds that differ in nothing but what one reader may not see: one in which agencies posted, with everything that
 * was recorded, and its copy without the events that are hidden from the reader, as if nobody had ever posted them.
 */
import { catalog } from '../../events/catalog.ts'
import type { Payload } from '../../events/commit.ts'
import type { Marking } from '../../events/envelope.ts'
import { eventIdOf, sourceOfAgency } from '../../events/ids.ts'
import type { Recorded } from '../../events/recorded.ts'
import { type Commit, commitOf, headerOf, payloadOf } from '../../functions/ledger/commit.ts'
import { memoryLedger } from '../../functions/ledger/memory.ts'
import { projectOrThrow } from '../../functions/projector/project.ts'
import { randomOf } from '../simulation/random.ts'
import { agencies, newStory, type Story } from '../simulation/story.ts'
import { type Markings, opensTo as markingOpensTo, naiveViews } from '../support/naive.ts'
import { idOf, type Post } from '../support/posts.ts'
import { newWorld, startMs, type World } from '../support/world.ts'

/** `agency` undefined: without a token. */
export type Reader = { agency: string | undefined; label: string }

const readers: readonly Reader[] = [
  { agency: undefined, label: 'public' },
  { agency: 'observer-one', label: 'community/observer-one' },
  { agency: 'kz-moi', label: 'participants/kz-moi' },
  { agency: 'ru-authority', label: 'participants/ru-authority' },
  { agency: 'centre', label: 'participants/centre' },
]

export type Pair = {
  reader: Reader
  /** `whole` holds everything, `bare` what the reader may see. */
  whole: World
  bare: World
  story: Story
  /** What was recorded in the whole world. */
  posts: readonly Post[]
  /** Of how many events the bare world is short. */
  hidden: number
  /**
   * What is open and refers to something hidden is seen once its reader creates what it refers to. Where the reader may,
   * both worlds hold it, and what it refers to; where the reader may not, only the whole one.
   */
  mayCreate: boolean
}

const postsMin = 25
const postsMore = 30
const betweenMs = 1_000

export async function newPair(seed: number): Promise<Pair> {
  const random = randomOf(seed, 'pair')
  const reader = readers[seed % readers.length] as Reader
  const whole = await newWorld()
  const story = newStory(randomOf(seed, 'story'))
  const posts: Post[] = []
  const changed = new Set<string>()
  const tries = postsMin + random.below(postsMore)
  for (let n = 0; n < tries; n++) {
    whole.clock.nowMs = startMs + n * betweenMs
    const post = story.next(random.pick(agencies))
    // Whoever is suspended gets the same answer to everything.
    if (!post || (post.type === 'AgencySuspended' && post.subject === `agencies/${reader.agency}`)) continue
    const outcome = await whole.post(post)
    if (outcome.outcome !== 'recorded') continue
    story.add(post)
    posts.push(post)
    changed.add(outcome.receipt.subject)
    if (!random.chance(0.3)) continue
    await settle(whole, [...changed])
    changed.clear()
  }
  await settle(whole, [...changed])
  const mayCreate = random.chance(0.5)
  return { reader, mayCreate, whole, story, posts, ...(await withoutHidden(whole, reader, posts, mayCreate)) }
}

/** Projects what changed and all that it concerns. */
export const settle = (world: World, subjects: readonly string[]): Promise<void> =>
  projectOrThrow(subjects, world)

export const commitsOf = async ({ ledger }: World): Promise<readonly Commit[]> =>
  (await ledger.scan({ index: 0, of: 1 })).commits

/** What the reader posted itself it knows for ever. */
async function withoutHidden(
  whole: World,
  { agency, label }: Reader,
  posts: readonly Post[],
  mayCreate: boolean,
) {
  const commits = await commitsOf(whole)
  const subjects = [...new Set(commits.map(({ subject }) => subject))]
  const { events, mayRead } = await naiveViews(whole.ledger, subjects, markingsOf(posts))
  const isOpen = mayCreate
    ? opensTo(label, events, markingsOf(posts))
    : (event: Recorded) => mayRead(label, event)
  const own = events.filter((event) => event.postedBy === agency || isOpen(event))
  const staying = new Set((mayCreate ? withGround(own, events) : own).map(({ eventId }) => eventId))
  const stays = commits.filter((commit) => staying.has(headerOf(commit).eventId))
  const ledger = memoryLedger()
  const last = new Map<string, Commit>()
  for (const commit of stays) {
    const previous = last.get(commit.subject)
    const copy = copyAfter(previous, commit)
    last.set(commit.subject, copy)
    await ledger.append(copy)
  }
  const bare = await newWorld({ ledger })
  bare.clock.nowMs = whole.clock.nowMs
  await settle(bare, subjects)
  return { bare, hidden: commits.length - stays.length }
}

/** By markings alone (DOMAIN.md §4), worked out without the product's labels. */
function opensTo(label: string, events: readonly Recorded[], markings: Markings) {
  const byId = new Map(events.map((event) => [event.eventId, event]))
  return function isOpen(event: Recorded): boolean {
    const named = event.names === undefined ? undefined : byId.get(event.names)
    const change = events.findLast((other) => isChange(other) && other.names === event.eventId)
    const unmarked: Marking | undefined = event.subject.startsWith('agencies/') ? { tlp: 'GREEN' } : undefined
    const marking = isChange(event) ? undefined : (markings.get((change ?? event).eventId) ?? unmarked)
    return (!marking || markingOpensTo(marking, event.postedBy, label)) && (!named || isOpen(named))
  }
}

/** With what was there when they were posted, and how that is marked now. */
function withGround(open: readonly Recorded[], events: readonly Recorded[]): readonly Recorded[] {
  const staying = new Set(open)
  for (const { eventId, subject, refs = [] } of staying) {
    const ground = [{ subject }, ...refs].flatMap((ref) =>
      events.filter((event) => event.subject === ref.subject && isGroundOf(ref, event)),
    )
    const changes = events.filter((event) => isChange(event) && event.names === eventId)
    for (const event of [...ground, ...changes]) staying.add(event)
  }
  return [...staying]
}

function isChange({ type }: Recorded): boolean {
  return type === 'MarkingRaised' || type === 'MarkingLowered'
}

function isGroundOf({ part }: { part?: string }, { type, adds = [] }: Recorded): boolean {
  return catalog[type].creates || (part !== undefined && adds.includes(part))
}

function copyAfter(previous: Commit | undefined, commit: Commit): Commit {
  const place = { subject: commit.subject, sequence: (previous?.sequence ?? 0) + 1 }
  // No payload is removed here: redaction is shown, not carried out.
  const event = { header: headerOf(commit), payload: payloadOf(commit) as Payload }
  return commitOf({ ...place, ...event, salt: commit.salt as Uint8Array }, previous)
}

function markingsOf(posts: readonly Post[]): Markings {
  const genesis = eventIdOf(sourceOfAgency('centre'), 'register-centre', 'agencies/centre')
  const markings = new Map<string, Marking>([[genesis, { tlp: 'CLEAR' }]])
  for (const post of posts)
    if (post.data.marking !== undefined) markings.set(idOf(post), post.data.marking as Marking)
  return markings
}
