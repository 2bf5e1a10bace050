import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateEvent } from '../../events/cloudevent.ts'
import { postSample, readSample, untilReadable } from '../../infra/cli/sample.ts'
import { files } from '../support/sources.ts'
import { type Block, blocksOf, commandsOf, runBlock, runTypeScript } from './document-blocks.ts'
import { type Journey, newDataDir, removeDataDir, sampleDir, startAmongPartners } from './journey.ts'

/** Examples of the documents do what the documents say: they are typed, as they stand, against the demo. */

const documents = files('*.md', 'docs/*.md', 'docs/{mappings,sample,runbooks}/*.md')
const blocks = documents.flatMap(blocksOf)
const shell = blocks.filter(({ language }) => /^(sh|bash)$/.test(language))

/** Commands of a block that are tried elsewhere, and where. A block with one of them is not run here. */
const elsewhere: readonly [RegExp, string][] = [
  [
    /^npm (ci|start|test)\b|^npm run (-s )?(demo|synth|check|deploy)\b/,
    'what CI and the tests of the host do',
  ],
  [/^npx cdk |^export RW_|--stage |<\w+>.*aws |^aws /, 'an AWS account'],
  [/^npm run -s rw -- ops /, 'tests/infra/cli/guides.test.ts holds its words, the tests of operators run it'],
  [/ verify-receipt /, 'tests/journeys/receipt.int.test.ts: with a receipt and a proof of its own'],
]
const isElsewhere = (block: Block) =>
  commandsOf(block.text).some((command) => elsewhere.some(([pattern]) => pattern.test(command)))
const runnable = shell.filter((block) => !isElsewhere(block))
const named = (block: Block) => `${block.document}:${block.line}`

const hasCurl = (() => {
  try {
    return execFileSync('curl', ['--version']).length > 0
  } catch {
    console.warn('skipped: curl is not here')
    return false
  }
})()

let journey: Journey
const folder = newDataDir()
beforeAll(async () => {
  journey = await startAmongPartners()
  await untilReadable(journey.url, await postSample(journey.url, await readSample(sampleDir)))
})
afterAll(async () => {
  await journey.end()
  removeDataDir(folder)
})

it.each([
  ['/docs', 'text/html', '<section id="readRoute">'],
  ['/openapi.json', 'application/json', '"openapi":"3.1.0"'],
  ['/asyncapi.json', 'application/json', '"asyncapi":"3.0.0"'],
  ['/problems/stale-version', 'application/json', '"remedy":'],
])('%s is served by what is deployed', async (path, type, part) => {
  const { status, headers, text } = await journey.get(path)
  expect([status, headers.get('content-type')?.split(';')[0]]).toStrictEqual([200, type])
  expect(text).toContain(part)
})

describe.runIf(hasCurl)('blocks of shell', () => {
  it('are there for partners, analysts and a deployed stage', () => {
    const ran = new Set(runnable.map(({ document }) => document))
    expect([...ran]).toEqual(expect.arrayContaining(['README.md', 'docs/guide.md', 'docs/deploy.md']))
  })

  it.each(runnable.map((block) => [named(block), block] as const))(
    '%s runs as it stands',
    async (_, block) => {
      const printed = await runBlock(block, journey.url, folder)
      expect(printed).toHaveLength(commandsOf(block.text).length)
    },
  )

  it('of the guide end with the event that they post', async () => {
    const first = runnable.find(
      ({ document, text }) => document === 'docs/guide.md' && text.includes("-d '{"),
    )
    const [, receipt = '', register = ''] = await runBlock(first as Block, journey.url, folder)
    const { subject } = JSON.parse(receipt) as { subject: string }
    await journey.quiet()
    // The register follows the ledger by a second or so: at the latest now it is there.
    const { body } = await journey.get('/v1/seizures?country=KZ&substance=opium', 'kz-moi')
    expect(JSON.stringify(body)).toContain(subject)
    expect(JSON.parse(register)).toHaveProperty('items')
  })

  it('fail where the host refuses: a block with a fault is told', async () => {
    const wrong = {
      document: '',
      line: 1,
      language: 'sh',
      text: 'curl -s http://127.0.0.1:8787/v1/nothing\n',
    }
    await expect(runBlock(wrong, journey.url, folder)).rejects.toThrow('/problems/not-found')
    await expect(
      runBlock({ ...wrong, text: 'npm run -s rw -- gte me\n' }, journey.url, folder),
    ).rejects.toThrow()
  })
})

it.each(blocks.filter(({ language }) => language === 'ts').map((block) => [named(block), block] as const))(
  '%s compiles, and runs as it stands',
  async (_, block) => {
    const printed = await runTypeScript(block, journey.url, folder)
    expect(printed).toMatch(/^seizures\/[0-9a-f-]{36} /m)
    const wrong = { ...block, text: block.text.replace("value: '4.2'", 'value: 4.2') }
    await expect(runTypeScript(wrong, journey.url, folder)).rejects.toThrow('TS2322')
  },
)

it('events in the documents are as their schemas say', () => {
  const json = blocks.filter(({ language }) => language === 'json').map(({ text }) => text)
  const posted = shell.flatMap(({ text }) =>
    [...text.matchAll(/-d '(\{[\s\S]*?\})'/g)].map(([, body = '']) => body),
  )
  const events = [...json, ...posted]
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .filter((value) => 'specversion' in value)
  expect(events.length).toBeGreaterThanOrEqual(3)
  expect(events.map((event) => validateEvent(event)).filter((result) => !result.ok)).toStrictEqual([])
})
