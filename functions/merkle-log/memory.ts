/** The log's ports in memory, for tests of what stands on them. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { batchIn, batchText } from './batch.ts'
import type { LeafScan } from './leaf-scan.ts'
import type { Archive, Leaf, LogHead, LogTable, Pending, Signer } from './merkle-log.ts'
import { nodeKey, nodesFrom, tileKey } from './tiles.ts'

export function memoryArchive(texts: Map<number, string> = new Map()): Archive {
  return {
    async read(number) {
      const text = texts.get(number)
      return text === undefined ? undefined : batchIn(text, `batch ${number}`)
    },
    async append(batch) {
      if (texts.has(batch.number)) return 'taken'
      texts.set(batch.number, batchText(batch))
      return 'appended'
    },
  }
}

export function memoryLogTable(): LogTable & LeafScan {
  const rows = new Map<string, Uint8Array>()
  const leaves = new Map<string, Leaf>()
  const pending = new Map<string, Pending>()
  let head: LogHead | undefined
  return {
    head: async () => head,
    leaves: async (eventIds) => among(leaves, eventIds),
    pending: async (eventIds) => among(pending, eventIds),
    async *leafIds() {
      yield [...leaves.keys()]
    },
    nodes: (nodes) => nodesFrom(nodes, async (keys) => among(rows, keys)),
    add: async (more) => {
      for (const one of more) pending.set(one.eventId, one)
      return []
    },
    putTile: async (index, hashes) => {
      rows.set(tileKey(index), new Uint8Array(Buffer.concat(hashes)))
    },
    putNodes: async (nodes) => {
      for (const node of nodes) rows.set(nodeKey(node), node.hash)
    },
    putLeaves: async (more) => {
      for (const leaf of more) leaves.set(leaf.eventId, leaf)
    },
    putHead: async (next) => {
      if (head === undefined || head.number < next.number) head = next
    },
    somePending: async (limit) => [...pending.values()].slice(0, limit),
    removePending: async (eventIds) => {
      for (const eventId of eventIds) pending.delete(eventId)
    },
  }
}

export function memorySigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: async () => Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
    sign: async (text) => sign(null, Buffer.from(text), privateKey),
  }
}

function among<T>(all: ReadonlyMap<string, T>, keys: readonly string[]): Map<string, T> {
  return new Map(
    keys.flatMap((key) => {
      const found = all.get(key)
      return found === undefined ? [] : [[key, found]]
    }),
  )
}
