import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64Of } from '../../events/base64.ts'
import { openCheckpoint } from '../../events/checkpoint.ts'
import {
  isContinued,
  isIncluded,
  isSameLog,
  type LogProof,
  logProof,
  provenBy,
} from '../../events/log-proof.ts'
import { leafHash } from '../../events/merkle.ts'
import { origin, signedLog } from '../support/signed-log.ts'

const { verifierKey, noteAt, proofOf, consistency } = signedLog()

const among = <T>(some: readonly T[]): T => some[randomInt(some.length)] as T
const flip = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  const at = randomInt(copy.length)
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << randomInt(8)), at)
  return copy
}
const replace = (texts: readonly string[], at: number, ...by: string[]) => texts.toSpliced(at, 1, ...by)

/** Each changes one thing of a proof; the same proof back means there was nothing to change. */
const mutations: Record<string, (proof: LogProof) => LogProof> = {
  index: (proof) => ({ ...proof, index: randomInt(210) }),
  'index far away': (proof) => ({ ...proof, index: proof.index + 2 ** among([8, 31, 32, 52]) }),
  'a bit of the leaf': (proof) => ({ ...proof, hash: flip(Buffer.from(proof.hash, 'hex')).toString('hex') }),
  'a bit of the path': (proof) => {
    const at = randomInt(proof.inclusion.length)
    const changed = flip(Buffer.from(proof.inclusion[at] ?? '', 'base64')).toString('base64')
    return { ...proof, inclusion: replace(proof.inclusion, at, changed) }
  },
  order: (proof) => {
    const [a, b] = [randomInt(proof.inclusion.length), randomInt(proof.inclusion.length)]
    const [one = '', other = ''] = [proof.inclusion[a], proof.inclusion[b]]
    return { ...proof, inclusion: replace(replace(proof.inclusion, a, other), b, one) }
  },
  shorter: (proof) => ({ ...proof, inclusion: replace(proof.inclusion, randomInt(proof.inclusion.length)) }),
  longer: (proof) => {
    const more = among([...proof.inclusion, base64Of(leafHash(Buffer.from('more')))])
    return { ...proof, inclusion: proof.inclusion.toSpliced(randomInt(proof.inclusion.length + 1), 0, more) }
  },
  size: (proof) => {
    const size = String(openCheckpoint(proof.checkpoint, verifierKey)?.size)
    return { ...proof, checkpoint: proof.checkpoint.replace(`\n${size}\n`, `\n${randomInt(1, 300)}\n`) }
  },
  'a bit of the root': (proof) => {
    const root = proof.checkpoint.split('\n')[2] ?? ''
    return {
      ...proof,
      checkpoint: proof.checkpoint.replace(root, flip(Buffer.from(root, 'base64')).toString('base64')),
    }
  },
  'a bit of the signature': (proof) => {
    const signature = proof.checkpoint.trim().split(' ').at(-1) ?? ''
    const changed = flip(Buffer.from(signature, 'base64')).toString('base64')
    return { ...proof, checkpoint: proof.checkpoint.replace(signature, changed) }
  },
  'a checkpoint of another size': (proof) => ({ ...proof, checkpoint: noteAt(randomInt(1, 200)) }),
}

describe('a proof', () => {
  it('holds for each leaf of a log, as JSON that the schema takes', () => {
    for (const [index, size] of [
      [0, 1],
      [0, 200],
      [199, 200],
      [64, 65],
      [5, 128],
    ] as const) {
      const proof = logProof.parse(JSON.parse(JSON.stringify(proofOf(index, size))))
      expect(provenBy(proof, verifierKey)?.size, `${index} of ${size}`).toBe(size)
    }
  })

  it('with anything changed holds in none of 10,000 cases', () => {
    const names = Object.keys(mutations)
    const accepted: string[] = []
    for (let tried = 0; tried < 10_000; ) {
      const size = randomInt(2, 200)
      const proof = proofOf(randomInt(size), size)
      const name = among(names)
      const changed = mutations[name]?.(proof) ?? proof
      if (JSON.stringify(changed) === JSON.stringify(proof)) continue
      tried++
      if (provenBy(changed, verifierKey)) accepted.push(`${name}: ${JSON.stringify({ proof, changed })}`)
    }
    expect(accepted).toStrictEqual([])
  }, 60_000)

  it('signed by another key does not hold', () => {
    expect(provenBy(proofOf(3, 8), signedLog().verifierKey)).toBeUndefined()
  })

  it('of hashes that are none does not hold', () => {
    const proof = proofOf(3, 8)
    const checkpoint = openCheckpoint(proof.checkpoint, verifierKey)
    if (!checkpoint) throw new Error('it was signed')
    expect(isIncluded(proof, checkpoint)).toBe(true)
    expect(isIncluded({ ...proof, inclusion: ['no hash'] }, checkpoint)).toBe(false)
    expect(isIncluded({ ...proof, hash: proof.hash.toUpperCase() }, checkpoint)).toBe(false)
  })
})

describe('an older checkpoint', () => {
  const at = (size: number) => ({ origin, ...openCheckpoint(noteAt(size), verifierKey) }) as never
  it('is continued by a newer one, by its own path alone', () => {
    expect(isContinued(at(64), at(192), consistency(64, 192))).toBe(true)
    expect(isContinued(at(64), at(64), [])).toBe(true)
    expect([isSameLog(at(64), at(64)), isSameLog(at(64), at(65))]).toStrictEqual([true, false])
    expect(isContinued(at(65), at(192), consistency(64, 192))).toBe(false)
    expect(isContinued(at(64), at(192), consistency(64, 192).reverse())).toBe(false)
    expect(isContinued(at(192), at(64), consistency(64, 192))).toBe(false)
    expect(
      isContinued({ ...(at(64) as object), origin: 'other' } as never, at(192), consistency(64, 192)),
    ).toBe(false)
    expect(isContinued(at(64), at(192), ['no hash'])).toBe(false)
  })
})
