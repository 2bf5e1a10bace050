import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { findingsIn } from './assembly-findings.ts'
import { CommandFailed, exits } from './cli/failure.ts'
import { projectDir } from './project-dir.ts'
import { placeholdersIn, type Stage, stageOf } from './stages.ts'

const usage = `usage: npm run deploy -- --stage <stage> [--dry-run] [--yes]

  --stage <stage>  a stage that infra/stages.ts declares, other than local
  --dry-run        build, synthesize, check and show the difference; deploy nothing
  --yes            do not ask
  --help           this text`

/** What a deployment needs of the world. */
export type DeployNeeds = {
  /** Throws for a name that is not declared. */
  stageOf(name: string): Stage
  /** Builds the functions and synthesizes every stack into the folder. */
  synthesize(stage: Stage, assemblyDir: string): Promise<void>
  findings(assemblyDir: string, stage: Stage): string[]
  /** Runs the CDK's command; resolves with its exit status. */
  cdk(args: readonly string[]): Promise<number>
  /** Undefined where there is nobody to ask. */
  confirm: ((question: string) => Promise<boolean>) | undefined
  print(line: string): void
}

/** Deploys a stage. Throws a CommandFailed for whatever stops it; nothing is changed before `cdk deploy` runs. */
export async function deploy(argv: readonly string[], needs: DeployNeeds): Promise<void> {
  const { help, ...options } = optionsOf(argv)
  if (help) return needs.print(usage)
  const stage = deployable(options.stage, needs)
  const placeholders = placeholdersIn(stage)
  if (!options['dry-run']) refusePlaceholders(placeholders)
  if (!options['dry-run'] && !options.yes && !needs.confirm)
    throw new CommandFailed('usage', 'nobody to ask: say --yes, or --dry-run to see the difference first')

  const assemblyDir = join(projectDir, '.cache', `deploy-${stage.name}`)
  needs.print(`stage ${stage.name}: account ${stage.account}, region ${stage.region}`)
  await needs.synthesize(stage, assemblyDir)
  const findings = needs.findings(assemblyDir, stage)
  if (findings.length > 0)
    throw new CommandFailed('rejected', ['not fit to be deployed:', ...findings].join('\n  '))
  needs.print('synthesized; every rule of cdk-nag is answered, what holds data is kept as the stage says')
  refusePlaceholders(placeholders)

  // What was checked is what is compared and deployed: the CDK is given the assembly, not the app.
  const app = ['--app', assemblyDir]
  if ((await needs.cdk(['diff', ...app])) !== 0) throw notAllowed(stage)
  if (options['dry-run']) return needs.print('dry run: nothing was deployed')
  if (!options.yes && !(await needs.confirm?.(`Deploy this to account ${stage.account}? (yes/no) `)))
    return needs.print('nothing was deployed')
  const outputs = join(projectDir, '.cache', `outputs-${stage.name}.json`)
  const deployAll = ['deploy', '--all', ...app, '--require-approval', 'never', '--outputs-file', outputs]
  if ((await needs.cdk(deployAll)) !== 0) {
    const again = 'what failed was rolled back, stack by stack: mend it and run the same command again'
    throw new CommandFailed('server', again)
  }
  needs.print(`deployed; outputs in ${outputs}. Now: npm run -s rw -- ops doctor --stage ${stage.name}`)
}

function optionsOf(argv: readonly string[]) {
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...argv],
      options: { stage: { type: 'string' }, 'dry-run': flag, yes: flag, help: flag },
    }).values
  } catch (cause) {
    throw new CommandFailed('usage', `${(cause as Error).message}\n${usage}`, { cause })
  }
}

function deployable(name: string | undefined, { stageOf }: Pick<DeployNeeds, 'stageOf'>): Stage {
  if (name === undefined) throw new CommandFailed('usage', `--stage is missing\n${usage}`)
  if (name === 'local')
    throw new CommandFailed('usage', 'the local stage is not deployed, it is run: npm start')
  try {
    return stageOf(name)
  } catch (cause) {
    throw new CommandFailed('usage', (cause as Error).message, { cause })
  }
}

function refusePlaceholders(placeholders: readonly string[]): void {
  if (placeholders.length === 0) return
  throw new CommandFailed('usage', ['edit infra/stages.ts first:', ...placeholders].join('\n  '))
}

const notAllowed = ({ account, name }: Stage) =>
  new CommandFailed(
    'identity',
    `cdk diff failed, nothing was deployed. Stage ${name} needs credentials of account ${account} (AWS_PROFILE, ` +
      'aws sso login) and a region that was bootstrapped once: see docs/deploy.md',
  )

async function synthesize(stage: Stage, assemblyDir: string): Promise<void> {
  const [{ bundleFunctions }, { routewatch }] = await Promise.all([
    import('./bundle.ts'),
    import('./stacks/routewatch.ts'),
  ])
  rmSync(assemblyDir, { recursive: true, force: true })
  const bundlesDir = join(projectDir, '.cache/bundles')
  await bundleFunctions(bundlesDir)
  try {
    routewatch({ stage, bundlesDir, outDir: assemblyDir }).synth()
  } catch (error) {
    // The report is written all the same, and says it more shortly.
    if ((error as Error).name !== 'ValidationFailed') throw error
  }
}

async function cdk(args: readonly string[]): Promise<number> {
  const command = join(projectDir, 'node_modules/aws-cdk/bin/cdk')
  const child = spawn(process.execPath, [command, ...args], { cwd: projectDir, stdio: 'inherit' })
  const [status] = await once(child, 'exit')
  return status ?? 1
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(question)) === 'yes'
  } finally {
    terminal.close()
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await deploy(process.argv.slice(2), {
      stageOf,
      synthesize,
      findings: findingsIn,
      cdk,
      confirm: process.stdin.isTTY ? confirm : undefined,
      print: (line) => process.stdout.write(`${line}\n`),
    })
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = exits[error.exit]
  }
}
