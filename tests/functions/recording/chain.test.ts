import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Commit, commitmentIn } from '../../../functions/ledger/commit.ts'
import { amber, leg, raised, red, redacted, route } from '../../support/posts.ts'
import { redactableLedger } from '../../support/redactable-ledger.ts'
import { newWorld } from '../../support/world.ts'

/** Written from the design alone: SHA-256(previous ‖ header ‖ SHA-256(salt ‖ bytes)). @returns the first broken link. */
function brokenLink(commits: readonly Commit[]): number | undefined {
  const sha256 = (...parts: (Uint8Array | string)[]) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  let previous: Uint8Array = Buffer.alloc(32)
  for (const [index, { header, payload, salt, commitment, hash, sequence, subject }] of commits.entries()) {
    const kept = payload === undefined ? commitment : sha256(salt ?? '', payload)
    const told = JSON.parse(header)
    const link = sha256(previous, header, kept ?? '')
    if (!link.equals(hash) || sequence !== index + 1) return index
    if (told.subject !== subject || told.sequence !== sequence) return index
    previous = link
  }
  return undefined
}

async function written() {
  const ledger = redactableLedger()
  const world = await newWorld({ ledger })
  const [north, added] = [route('north'), leg('north', 'a', { marking: amber })]
  await world.recorded(north)
  const second = await world.recorded(added)
  const third = await world.recorded(raised(added, red(), { ifmatch: `"${second.etag}"` }))
  const centre = await world.recorded(leg('north', 'b', { by: 'centre' }))
  return { world, ledger, north, third, centre }
}

describe('the chain', () => {
  it('links every commit to the one before it', async () => {
    const { ledger, third } = await written()
    const commits = await ledger.load('routes/north')
    expect(commits).toHaveLength(4)
    expect(brokenLink(commits)).toBeUndefined()
    expect(Buffer.from(commits[2]?.hash ?? []).toString('hex')).toBe(third.hash)
  })

  it('breaks at the first thing that is changed', async () => {
    const { ledger } = await written()
    const commits = await ledger.load('routes/north')
    const changed = (index: number, change: (commit: Commit) => Commit) =>
      commits.map((commit, i) => (i === index ? change(commit) : commit))
    expect(brokenLink(changed(1, (c) => ({ ...c, payload: c.payload?.replace('TJ', 'KZ') })))).toBe(1)
    expect(brokenLink(changed(2, (c) => ({ ...c, salt: new Uint8Array(16) })))).toBe(2)
    expect(
      brokenLink(changed(0, (c) => ({ ...c, header: c.header.replace('public', 'participants') }))),
    ).toBe(0)
    expect(brokenLink(commits.toSpliced(2, 1))).toBe(2)
    expect(brokenLink([commits[1], commits[0], ...commits.slice(2)] as Commit[])).toBe(0)
  })

  it('still verifies when a payload has been redacted, and goes on', async () => {
    const { world, ledger, north, centre } = await written()
    await world.recorded(redacted(north, { ifmatch: `"${centre.etag}"` }))
    const [first] = await ledger.load('routes/north')
    await ledger.redact('routes/north', 1, commitmentIn(first as Commit) as Uint8Array)
    await world.recorded(leg('north', 'c'))
    const commits = await ledger.load('routes/north')
    expect([commits[0]?.payload, commits[0]?.salt]).toStrictEqual([undefined, undefined])
    expect(commits).toHaveLength(6)
    expect(brokenLink(commits)).toBeUndefined()
  })

  it('stores the bytes that are hashed: JSON in one spelling, without what belongs to the transport', async () => {
    const world = await newWorld()
    const event = { ...route('north', { ifmatch: undefined as never }), time: '2024-03-20T06:00:00Z' }
    const { ifmatch: _, ...posted } = event
    await world.recorded({ ...posted, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } as never)
    const [commit] = await world.ledger.load('routes/north')
    expect(Object.keys(JSON.parse(commit?.payload ?? ''))).toStrictEqual(['data', 'time'])
    expect(commit?.payload).toBe(sorted(JSON.parse(commit?.payload ?? '')))
  })
})

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
