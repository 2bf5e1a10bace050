import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { synthesize } from '../../infra/synth.ts'
import { root } from '../support/sources.ts'
import { wrongIn } from './command-lines.ts'
import { Templates } from './templates.ts'

const folder = join(root, 'docs/runbooks')
const runbooks = readdirSync(folder).sort()
const textOf = (runbook: string) => readFileSync(join(folder, runbook), 'utf8')
const headings = ['What it means', 'What users see', 'Where to look', 'What to do', 'How to undo']

let descriptions: string[]
beforeAll(async () => {
  const { cloudAssemblyDir } = await synthesize()
  descriptions = new Templates(cloudAssemblyDir)
    .ofType('AWS::CloudWatch::Alarm')
    .map(([, { Properties }]) => Properties.AlarmDescription)
})

it('every alarm ends with its runbook, and every runbook is named by an alarm', () => {
  const named = descriptions.map((text) => / Runbook: docs\/runbooks\/([a-z-]+\.md)$/.exec(text)?.[1] ?? text)
  expect([...new Set(named)].sort()).toEqual(runbooks)
})

/** The headings of a runbook with what stands under them. */
const partsOf = (text: string) =>
  text
    .split(/^## /m)
    .slice(1)
    .map((part) => part.split('\n'))
    .map(([heading = '', ...lines]) => [heading, lines.join('\n').trim()] as const)

describe.each(runbooks)('%s', (runbook) => {
  it('answers what it means, what users see, where to look, what to do, how to undo', () => {
    const parts = partsOf(textOf(runbook))
    expect(parts.map(([heading]) => heading)).toEqual(headings)
    for (const [heading, text] of parts) expect(text.length, heading).toBeGreaterThan(15)
  })

  it('is short enough for three in the morning, and leads nowhere that is not there', () => {
    expect(textOf(runbook).split('\n').length).toBeLessThan(45)
    const links = [...textOf(runbook).matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to)
    expect(runbooks).toEqual(expect.arrayContaining(links))
  })
})

it('sees a command, an option and an argument that do not exist', () => {
  const wrong = ['dlq lisst', 'dlq redrive a b', 'dlq list --all', 'dlq list --stage dev'].map((line) =>
    wrongIn(line.split(' ')),
  )
  expect(wrong).toEqual([
    ['no command dlq lisst'],
    ['too many arguments: dlq redrive a b'],
    ['no option --all: dlq list --all'],
    [],
  ])
})
