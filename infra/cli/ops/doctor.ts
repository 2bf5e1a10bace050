/** `rw ops doctor`: whether everything is in place, and what to do where it is not. Changes nothing. */
import type { Command } from 'commander'
import { stageOf } from '../../stages.ts'
import { type Deployment, deploymentOf } from './deployment.ts'
import { alarms } from './doctor/alarms.ts'
import { answers, centreToken } from './doctor/answering.ts'
import { type Checked, checked, fail, fine, worstOf } from './doctor/check.ts'
import { dataFolder, nodeVersion } from './doctor/machine.ts'
import { centre, log, outputsTold, queues, table, tableNames } from './doctor/stores.ts'
import { type Ends, type OpsOptions, operating } from './ops.ts'
import { tell } from './plan.ts'

export function addDoctor(ops: Command, ends: Ends): void {
  operating(
    ops.command('doctor').description('whether everything is in place, and what to do where it is not'),
  )
    .addHelpText('after', '\nEnds with 1 when something failed; warnings alone end with 0.')
    .action(async (options: OpsOptions) => {
      const checks = await examined(options)
      const state = worstOf(checks)
      tell(options, checks.map(lineOf).join('\n'), { stage: options.stage, state, checks })
      if (state === 'failed') ends('rejected')
    })
}

async function examined(options: OpsOptions): Promise<readonly Checked[]> {
  const first = [await checked('node', () => nodeVersion(process.version))]
  if (options.stage === 'local') first.push(await checked('data folder', () => dataFolder(options.data)))
  const deployment = await deploymentOf(options).catch((error: unknown) => error as Error)
  if (deployment instanceof Error) {
    const todo = options.stage === 'local' ? 'npm start' : 'look at credentials, region and stage'
    return [...first, await checked('deployment', () => fail(deployment.message, todo))]
  }
  const found = fine(`stage ${deployment.stage} in ${deployment.region}`)
  return [...first, await checked('deployment', () => found), ...(await inside(deployment))]
}

/** All at once: each asks somebody else. */
async function inside(deployment: Deployment): Promise<readonly Checked[]> {
  const answered = answers(deployment)
  return Promise.all([
    checked('outputs', () => outputsTold(deployment)),
    checked('service', async () => (await answered).service),
    checked('clock', async () => (await answered).clock),
    ...tableNames.map((name) => checked(name, () => table(name, deployment))),
    checked('queues', () => queues(deployment)),
    checked('log', () => log(deployment, Date.now())),
    ...(deployment.awsUrl === undefined ? [checked('alarms', () => alarms(stageOf(deployment.stage)))] : []),
    checked('centre', () => centre(deployment)),
    checked('token', () => centreToken(deployment)),
  ])
}

const marks = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const

const lineOf = ({ state, check, detail, todo }: Checked): string =>
  `${marks[state]} ${check.padEnd(17)}${detail}${todo === undefined ? '' : `\n${' '.repeat(25)}→ ${todo}`}`
