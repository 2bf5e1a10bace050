import { App, Validations } from 'aws-cdk-lib'
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import type { Stage } from '../stages.ts'
import { ApiStack } from './api.ts'
import { DataStack } from './data.ts'
import { EdgeStack } from './edge.ts'
import { FirewallStack } from './firewall.ts'
import { FlowStack } from './flow.ts'
import { IdentityStack } from './identity.ts'
import { ObserveStack } from './observe.ts'
import { OperatorsStack } from './operators.ts'

type Props = {
  stage: Stage
  /** Where `bundleFunctions` put its output. */
  bundlesDir: string
  /** Where the assembly goes; the CDK CLI says so itself. */
  outDir?: string
}

/**
 * Every behaviour that the pinned CDK recommends: an upgrade's differences show in the golden templates. Set here, not in
 * cdk.json: an app that runs without the CLI must come out the same.
 */
const context = {
  ...CURRENTLY_RECOMMENDED_FLAGS,
  // A stack cannot remove what another one still uses; those that only look on say otherwise of themselves.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
}

/** The whole system for one stage, ready to be synthesized. */
export function routewatch({ stage, bundlesDir, outDir }: Props): App {
  const app = new App({
    ...(outDir !== undefined && { outdir: outDir }),
    analyticsReporting: false,
    context,
  })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
  const prefix = `routewatch-${stage.name}`
  const data = new DataStack(app, `${prefix}-data`, stage)
  const identity = new IdentityStack(app, `${prefix}-identity`, stage)
  const setting = { stage, bundlesDir, logsKey: data.logsKey }
  const api = new ApiStack(app, `${prefix}-api`, { setting, data, identity })
  const flow = new FlowStack(app, `${prefix}-flow`, { setting, data, identity })
  new ObserveStack(app, `${prefix}-observe`, { stage, data, api, flow })
  // Nobody has a role on the local host.
  if (stage.name !== 'local') new OperatorsStack(app, `${prefix}-operators`, { stage, data, identity, flow })
  if (stage.edge?.on && api.gate) {
    const { edge } = stage
    const firewall = new FirewallStack(app, `${prefix}-firewall`, { stage, edge })
    new EdgeStack(app, `${prefix}-edge`, { stage, edge, firewall, apiDomain: api.domain, gate: api.gate })
  }
  return app
}
