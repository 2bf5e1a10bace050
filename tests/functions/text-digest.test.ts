import { hash } from 'node:crypto'
import { expect, it } from 'vitest'
import { digestOf } from '../../functions/text-digest.ts'
import { WalkedCommits } from '../../functions/verification/walked-commits.ts'

// Two that begin with the same 48 bits, found among forty million.
const [one, other] = [8_876_708, 12_612_522].map((n) => ({
  subject: `routes/r${n}`,
  sequence: 1,
  eventId: '0fd48e30-d621-57e9-a07e-000000000000',
  hash: 'ab'.repeat(32),
}))

it('tells texts apart that agree in what a number can hold', () => {
  if (!one || !other) throw new Error('no pair')
  const texts = [one, other].map((of) => `${of.subject}\n1\n${of.eventId}\n${of.hash}`)
  expect(new Set(texts.map((text) => hash('sha256', text, 'hex').slice(0, 12))).size).toBe(1)
  expect(new Set(texts.map(digestOf)).size).toBe(2)
  expect(texts.map((text) => digestOf(text).length)).toStrictEqual([12, 12])
})

it('a walk tells a commit from another one that agrees with it so far', () => {
  if (!one || !other) throw new Error('no pair')
  const walked = new WalkedCommits()
  walked.add(one, 1)
  walked.add(other, 2)
  expect(walked.left()).toStrictEqual([1, 2])
  expect([walked.take(one), walked.take(other), walked.take(one)]).toStrictEqual(['first', 'first', 'again'])
})
