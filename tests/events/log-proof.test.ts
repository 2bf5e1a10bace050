import { generateKeyPairSync, randomInt, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64Of } from '../../events/base64.ts'
import { checkpointText, openCheckpoint, signedNote, verifierKeyOf } from '../../events/checkpoint.ts'
import { isContinued, isIncluded, type LogProof, logProof, provenBy } from '../../events/log-proof.ts'
import {
  consistencyNodes,
  emptyFrontier,
  extended,
  inclusionNodes,
  leafHash,
  type Node,
  rootOver,
} from '../../events/merkle.ts'

const origin = 'routewatch-test'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
const verifierKey = verifierKeyOf(origin, raw)

const commits = Array.from({ length: 200 }, (_, n) => Buffer.alloc(32, `commit ${n}`))
const { made } = extended(emptyFrontier, commits.map(leafHash))
const stored = new Map(made.map(({ level, index, hash }) => [`${level}/${index}`, hash]))
const path = (paths: readonly (readonly Node[])[]) =>
  paths.map((nodes) =>
    base64Of(rootOver(nodes.map(({ level, index }) => stored.get(`${level}/${index}`) ?? new Uint8Array()))),
  )
function checkpointAt(size: number): string {
  const { frontier } = extended(emptyFrontier, commits.slice(0, size).map(leafHash))
  const text = checkpointText({ origin, size, root: rootOver(frontier.hashes) })
  return signedNote(text, verifierKey, sign(null, Buffer.from(text), privateKey))
}
const notes = new Map<number, string>()
function noteAt(size: number): string {
  const note = notes.get(size) ?? checkpointAt(size)
  notes.set(size, note)
  return note
}
const proofOf = (index: number, size: number): LogProof => ({
  eventId: '0fd48e30-d621-57e9-a07e-89787cbee125',
  hash: commits[index]?.toString('hex') ?? '',
  index,
  checkpoint: noteAt(size),
  verifierKey,
  inclusion: path(inclusionNodes(index, size)),
})

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
    let tried = 0
    while (tried < 10_000) {
      const size = randomInt(2, 200)
      const proof = proofOf(randomInt(size), size)
      const name = among(names)
      const changed = mutations[name]?.(proof) ?? proof
      if (JSON.stringify(changed) === JSON.stringify(proof)) continue
      tried++
      expect(provenBy(changed, verifierKey), `${name}: ${JSON.stringify({ proof, changed })}`).toBeUndefined()
    }
  }, 60_000)

  it('signed by another key does not hold', () => {
    const other = Buffer.from(
      generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '',
      'base64url',
    )
    expect(provenBy(proofOf(3, 8), verifierKeyOf(origin, other))).toBeUndefined()
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
    expect(isContinued(at(64), at(192), path(consistencyNodes(64, 192)))).toBe(true)
    expect(isContinued(at(64), at(64), [])).toBe(true)
    expect(isContinued(at(65), at(192), path(consistencyNodes(64, 192)))).toBe(false)
    expect(isContinued(at(64), at(192), path(consistencyNodes(64, 192)).reverse())).toBe(false)
    expect(isContinued(at(192), at(64), path(consistencyNodes(64, 192)))).toBe(false)
    expect(
      isContinued(
        { ...(at(64) as object), origin: 'other' } as never,
        at(192),
        path(consistencyNodes(64, 192)),
      ),
    ).toBe(false)
    expect(isContinued(at(64), at(192), ['no hash'])).toBe(false)
  })
})
