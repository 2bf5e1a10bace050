import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalBytes,
  commitmentOf,
  genesisHash,
  linkHash,
  payloadBytes,
  sameContent,
} from '../../events/commit.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const salt = new Uint8Array(32).fill(7)
const payload = payloadBytes({ data: { b: 1, a: 'x' } })

type Whole = { previous: Uint8Array; header: unknown; salt: Uint8Array; payload: Uint8Array }
const chainHash = (commit: Whole) =>
  linkHash(commit.previous, commit.header, commitmentOf(commit.salt, commit.payload))

describe('a commit', () => {
  it('stores data and content attributes in canonical order, no transport', () => {
    const posted = {
      data: { b: [2, { d: 1, c: 'é' }], a: null },
      time: '2024-03-14T00:00:00Z',
      ifmatch: '"1"',
    }
    expect(text(payloadBytes(posted))).toBe(
      '{"data":{"a":null,"b":[2,{"c":"é","d":1}]},"time":"2024-03-14T00:00:00Z"}',
    )
  })

  it('is linked by SHA-256(previous ‖ header ‖ SHA-256(salt ‖ payload))', () => {
    const header = { sequence: 1, id: 'a' }
    const inner = createHash('sha256').update(salt).update(payload).digest()
    const outer = createHash('sha256')
      .update(Buffer.alloc(32))
      .update('{"id":"a","sequence":1}')
      .update(inner)
      .digest('hex')
    expect(Buffer.from(chainHash({ previous: genesisHash, header, salt, payload })).toString('hex')).toBe(
      outer,
    )
  })

  it('verifies without salt and payload once they are redacted', () => {
    const header = { sequence: 1 }
    const kept = commitmentOf(salt, payload)
    expect(linkHash(genesisHash, header, kept)).toEqual(
      chainHash({ previous: genesisHash, header, salt, payload }),
    )
  })

  it('has another hash when anything of it differs', () => {
    const whole = { previous: genesisHash, header: { sequence: 1 }, salt, payload }
    const hashes = [
      whole,
      { ...whole, previous: salt },
      { ...whole, header: { sequence: 2 } },
      { ...whole, salt: genesisHash },
      { ...whole, payload: payloadBytes({ data: {} }) },
    ].map((one) => Buffer.from(chainHash(one)).toString('hex'))
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('has the same content whatever the order of keys', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (data) => {
        const turned = Object.fromEntries(Object.entries(data).reverse())
        expect(sameContent({ data }, { data: turned })).toBe(true)
        expect(sameContent({ data }, { data: JSON.parse(text(canonicalBytes(data))) })).toBe(true)
      }),
    ))

  it('has other content when a value, a type or an attribute differs', () => {
    expect(sameContent({ data: { a: '1' } }, { data: { a: 1 } })).toBe(false)
    expect(sameContent({ data: { a: [1, 2] } }, { data: { a: [2, 1] } })).toBe(false)
    expect(sameContent({ data: {} }, { data: {}, time: '2024-03-14T00:00:00Z' })).toBe(false)
  })
})
