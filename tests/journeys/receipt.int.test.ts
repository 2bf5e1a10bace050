import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogCheckpoint, LogProof } from '../../events/log-proof.ts'
import { type Host, startHost } from '../../infra/local/host.ts'
import { ran } from '../infra/cli/running.ts'
import { type Api, anonymous, apiOf, type Receipt } from './api.ts'
import { route, seizure } from './events.ts'
import { newDataDir, registerPartners, removeDataDir } from './journey.ts'
import { startProcess } from './processes.ts'

/** An agency keeps what it was told, and finds out later that it is all still there: after `kill -9`, too. */

const dataDir = newDataDir()
const files = newDataDir()
let host: Host
let api: Api
let early: Receipt
let late: Receipt
let secret: Receipt
let kept: LogCheckpoint

const proofOf = ({ eventId }: Receipt) => `/v1/log/proof?eventId=${eventId}`
const got = async <T>(path: string, as?: string): Promise<T> => {
  const { status, body, text } = await api.get(path, as)
  expect(status, text).toBe(200)
  return body as T
}

/** Under chaos the anchor runs every few seconds. */
async function untilLogged(receipt: Receipt): Promise<void> {
  for (let tries = 0; (await api.get(proofOf(receipt), 'kz-moi')).status !== 200; tries++) {
    if (tries === 200) throw new Error('not logged')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

beforeAll(async () => {
  const killed = await startProcess(dataDir, '0', '--chaos', 'seed=3,duplicate=0.3,drop=0.2')
  api = apiOf(killed.url)
  await registerPartners(api)
  early = await api.record(route('kz-moi', 'north'))
  await untilLogged(early)
  kept = await got('/v1/log/checkpoint')
  secret = await api.record(seizure('kz-moi', {}, { tlp: 'RED' }))
  late = await api.record(seizure('kz-moi'))
  await killed.kill()
  host = await startHost({ dataDir })
  api = apiOf(host.url)
  await host.invoke('sweeper', { whole: true })
  await host.idle()
  await host.invoke('anchor', {})
})
afterAll(async () => {
  await host?.stop()
  removeDataDir(dataDir)
  removeDataDir(files)
})

async function verify(receipt: Receipt, proof: LogProof, ...more: string[]) {
  const written = { receipt, proof, kept }
  for (const [name, content] of Object.entries(written))
    await writeFile(join(files, name), JSON.stringify(content))
  const args = ['verify-receipt', 'receipt', '--proof', 'proof', '--since', 'kept', '--json', ...more]
  return ran(args, files, { RW_BASE: 'http://127.0.0.1:1' })
}

describe('a receipt', () => {
  it('holds offline, under a key that was kept from before the host was killed', async () => {
    for (const receipt of [early, late, secret]) {
      const proof = await got<LogProof>(`${proofOf(receipt)}&from=${kept.size}`, 'kz-moi')
      const { exit, last } = await verify(receipt, proof, '--key', kept.verifierKey)
      expect([exit, last().holds, last().eventId]).toStrictEqual([0, true, receipt.eventId])
    }
  })

  it('is fetched by the command line, and no longer holds once anything is changed', async () => {
    const env = { RW_BASE: host.url, RW_AS: 'kz-moi' }
    const fetched = await ran(['get', `${proofOf(late)}&from=${kept.size}`, '--json'], files, env)
    const proof = fetched.last() as LogProof
    expect((await verify(late, proof, '--key', kept.verifierKey)).exit).toBe(0)
    expect((await verify(late, proof)).exit).toBe(2)
    const changed: [Receipt, LogProof][] = [
      [{ ...late, hash: early.hash }, proof],
      [{ ...late, subject: secret.subject }, proof],
      [late, { ...proof, index: proof.index ^ 1 }],
      [late, { ...proof, inclusion: proof.inclusion.toReversed() }],
      [late, { ...proof, consistency: [] }],
      [late, { ...proof, checkpoint: kept.checkpoint }],
      [early, proof],
    ]
    for (const [receipt, tampered] of changed) expect((await verify(receipt, tampered)).exit).toBe(1)
  })

  it('is in a log that operators, too, hold against the checkpoint that was kept', async () => {
    await writeFile(join(files, 'kept'), JSON.stringify(kept))
    const args = ['ops', 'verify', '--log', '--checkpoint', 'kept', '--data', dataDir, '--json']
    const { exit, last } = await ran(args, files, {})
    expect([exit, last().differences]).toStrictEqual([0, 0])
  })

  it('of another agency is as missing as one of nothing', async () => {
    const nothing = { ...secret, eventId: '0fd48e30-d621-57e9-a07e-89787cbee125' }
    for (const as of [undefined, 'tj-authority', 'centre']) {
      const [hidden, missing] = [await api.get(proofOf(secret), as), await api.get(proofOf(nothing), as)]
      expect(hidden.status).toBe(404)
      expect(anonymous(hidden, '')).toBe(anonymous(missing, ''))
    }
  })
})
