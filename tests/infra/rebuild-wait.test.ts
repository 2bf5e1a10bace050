import { expect, it } from 'vitest'
import { pointerFreshMs } from '../../functions/views/generations.ts'
import { waitSeconds } from '../../infra/cli/ops/rebuild.ts'
import { stageOf } from '../../infra/stages.ts'
import { assemblyOf } from './assemblies.ts'
import { Templates } from './templates.ts'

it('a rebuild waits as long as every function with views may run that asked for the pointer before', async () => {
  const templates = new Templates(await assemblyOf(stageOf('dev')))
  const timeouts = templates
    .ofType('AWS::Lambda::Function')
    .filter(([, { Properties }]) => Properties.Environment.Variables.VIEWS_TABLE !== undefined)
    .map(
      ([id, { Properties }]) => [id.replace(/Function[0-9A-F]{8}$/, ''), Number(Properties.Timeout)] as const,
    )
  const awaited = timeouts.filter(([name]) => name !== 'Sweeper')
  expect(awaited.map(([name]) => name).sort()).toEqual([
    'Console',
    'Intake',
    'Projector',
    'Query',
    'Recorder',
    'Redactor',
  ])
  const longest = Math.max(...awaited.map(([, seconds]) => seconds))
  expect(waitSeconds.min).toBeGreaterThanOrEqual(longest + pointerFreshMs / 1_000)
  expect(waitSeconds.usual).toBeGreaterThanOrEqual(waitSeconds.min)
})
