import { verify } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyFrontier, extended, type Node, rootOver } from '../../events/merkle.ts'
import {
  type Archive,
  type Batch,
  LogDamaged,
  type LogHead,
  type LogTable,
  type Pending,
  type Signer,
  tileLeaves,
} from '../../functions/merkle-log/merkle-log.ts'

const hashAt = (n: number) => new Uint8Array(Buffer.alloc(32, `leaf ${n}`))
const hexOf = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
const batchAt = (number: number, hash = hashAt(number)): Batch => ({
  number,
  first: (number - 1) * tileLeaves,
  leaves: [{ hash: hexOf(hash) }, { hash: hexOf(hashAt(0)), commit: refAt(1) }],
  checkpoint: 'a note',
  recordedAt: '2024-03-20T06:00:00.000Z',
})
const refAt = (n: number) => ({
  subject: `routes/r${n}`,
  sequence: n,
  eventId: `0fd48e30-d621-57e9-a07e-${String(n).padStart(12, '0')}`,
})
const pendingAt = (n: number): Pending => ({ ...refAt(n), hash: hexOf(hashAt(n)) })
const idsOf = (some: readonly Pending[]) => some.map(({ eventId }) => eventId).sort()

/** What the log's truth rests on: a batch is written once. */
export function archiveContract(name: string, open: () => Promise<Archive>): void {
  describe(`${name} as an archive`, () => {
    it('gives back what was appended, and nothing where nothing was', async () => {
      const archive = await open()
      expect(await archive.read(1)).toBeUndefined()
      expect(await archive.append(batchAt(1))).toBe('appended')
      expect(await archive.read(1)).toStrictEqual(batchAt(1))
      expect(await archive.read(2)).toBeUndefined()
    })

    it('keeps the first batch of a number', async () => {
      const archive = await open()
      await archive.append(batchAt(1))
      expect(await archive.append(batchAt(1, hashAt(9)))).toBe('taken')
      expect(await archive.read(1)).toStrictEqual(batchAt(1))
    })

    it('lets one of many writers at once through', async () => {
      const archive = await open()
      const outcomes = await Promise.all([1, 2, 3, 4].map((n) => archive.append(batchAt(1, hashAt(n)))))
      expect(outcomes.sort()).toStrictEqual(['appended', 'taken', 'taken', 'taken'])
    })
  })
}

export function logTableContract(name: string, open: () => Promise<LogTable>): void {
  describe(`${name} as the table of the log`, () => {
    let table: LogTable
    beforeEach(async () => {
      table = await open()
    })

    it('lists what is pending until it is removed, once each however often it is added', async () => {
      expect(await table.somePending(10)).toStrictEqual([])
      const all = Array.from({ length: 40 }, (_, n) => pendingAt(n))
      expect(await table.add(all)).toStrictEqual([])
      expect(await table.add(all.slice(0, 3))).toStrictEqual([])
      expect(idsOf(await table.somePending(100))).toStrictEqual(idsOf(all))
      expect(await table.somePending(7)).toHaveLength(7)
      await table.removePending(idsOf(all.slice(1)))
      await table.removePending(idsOf(all.slice(1, 2)))
      expect(await table.somePending(10)).toStrictEqual([pendingAt(0)])
      expect(await table.pending(idsOf(all.slice(0, 2)))).toStrictEqual(
        new Map([[pendingAt(0).eventId, pendingAt(0)]]),
      )
    })

    it('tells where leaves are, as many as are asked for', async () => {
      const all = Array.from({ length: 120 }, (_, n) => ({ ...pendingAt(n), index: n * 3 }))
      await table.putLeaves(all)
      await table.putLeaves(all.slice(5, 9))
      const found = await table.leaves([...idsOf(all), refAt(999).eventId])
      expect([...found.values()].sort((a, b) => a.index - b.index)).toStrictEqual(all)
      expect(await table.leaves([])).toStrictEqual(new Map())
      expect(await table.somePending(10)).toStrictEqual([])
    })

    it('gives every node of whole tiles, also those that no row holds', async () => {
      const leaves = Array.from({ length: 3 * tileLeaves }, (_, n) => hashAt(n))
      const { made } = extended(emptyFrontier, leaves)
      for (let tile = 0; tile < 3; tile++)
        await table.putTile(tile, leaves.slice(tile * tileLeaves, (tile + 1) * tileLeaves))
      await table.putNodes(made.filter(({ level }) => level >= 6))
      const nodes: Node[] = made.map(({ level, index }) => ({ level, index }))
      expect((await table.nodes(nodes)).map(hexOf)).toStrictEqual(made.map(({ hash }) => hexOf(hash)))
      expect(await table.nodes([])).toStrictEqual([])
      await expect(table.nodes([{ level: 8, index: 0 }])).rejects.toThrow(LogDamaged)
      await expect(table.nodes([{ level: 0, index: 3 * tileLeaves }])).rejects.toThrow(LogDamaged)
    })

    it('has a head that only goes forward', async () => {
      const headAt = (number: number): LogHead => {
        const { frontier } = extended(
          emptyFrontier,
          Array.from({ length: number }, (_, n) => hashAt(n)),
        )
        const root = hexOf(rootOver(frontier.hashes))
        const recordedAt = '2024-03-20T06:00:00.000Z'
        return { number, frontier, checkpoint: `note ${root}`, verifierKey: 'a+b+c', recordedAt }
      }
      expect(await table.head()).toBeUndefined()
      for (const number of [2, 3, 1, 3]) await table.putHead(headAt(number))
      const head = await table.head()
      expect(JSON.stringify(head)).toBe(JSON.stringify(headAt(3)))
    })
  })
}

export function signerContract(name: string, open: () => Promise<Signer>): void {
  it(`${name} as a signer signs the text itself with one Ed25519 key`, async () => {
    const signer = await open()
    const x = Buffer.from(await signer.publicKey()).toString('base64url')
    const key = { key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' } as const
    const signature = await signer.sign('a text — with a dash\n')
    expect(signature).toHaveLength(64)
    expect(verify(null, Buffer.from('a text — with a dash\n'), key, signature)).toBe(true)
    expect(verify(null, Buffer.from('another'), key, signature)).toBe(false)
  })
}
