/** How operators' commands end: with what was found, or with a plan that waits for `--yes`. */
import { type Deployment, targetOf } from './deployment.ts'
import type { ChangingOptions, OpsOptions } from './ops.ts'

export function tell({ json }: OpsOptions, text: string, object: object): void {
  console.log(json ? JSON.stringify(object) : text)
}

/** Tells the plan and where it would be carried out, and whether that is to happen now. */
export function agreed(options: ChangingOptions, plan: readonly string[], deployment: Deployment): boolean {
  const target = targetOf(deployment)
  const lines = [`On ${target}:`, ...plan]
  if (options.yes) {
    if (!options.json) console.log(lines.join('\n'))
    return true
  }
  tell(options, [...lines, 'Nothing was done: repeat it with --yes.'].join('\n'), {
    target,
    plan,
    done: false,
  })
  return false
}
