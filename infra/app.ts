import { join } from 'node:path'
import { bundleFunctions } from './bundle.ts'
import { projectDir } from './project-dir.ts'
import { routewatch } from './stacks/routewatch.ts'
import { type Stage, stageOf } from './stages.ts'

/** Entry of `cdk synth` and `cdk deploy`: `-c stage=dev`, and `-c region=…` to deploy elsewhere than declared. */
const context: Record<string, string> = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}')
const stage = declared(context.stage ?? 'local', context.region)
const bundlesDir = join(projectDir, '.cache/bundles')
await bundleFunctions(bundlesDir)
routewatch({ stage, bundlesDir }).synth()

/** A name that is not declared is a slip of the person's: one line says so. */
function declared(name: string, region: string | undefined): Stage {
  try {
    return stageOf(name, region)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}
