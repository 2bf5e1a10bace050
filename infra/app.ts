import { join } from 'node:path'
import { bundleFunctions } from './bundle.ts'
import { projectDir } from './project-dir.ts'
import { routewatch } from './stacks/routewatch.ts'
import { stageOf } from './stages.ts'

/** Entry of `cdk synth` and `cdk deploy`: `-c stage=dev`, and `-c region=…` to deploy elsewhere than declared. */
const context: Record<string, string> = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}')
const bundlesDir = join(projectDir, '.cache/bundles')
await bundleFunctions(bundlesDir)
routewatch({ stage: stageOf(context.stage ?? 'local', context.region), bundlesDir }).synth()
