/** How operators' commands end: with what was found, or with a plan that waits for `--yes`. */
import type { ChangingOptions, OpsOptions } from './ops.ts'

export function tell({ json }: OpsOptions, text: string, object: object): void {
  console.log(json ? JSON.stringify(object) : text)
}

/** Tells the plan, and whether it is to be carried out now. */
export function agreed(options: ChangingOptions, plan: readonly string[]): boolean {
  if (options.yes) {
    if (!options.json) console.log(plan.join('\n'))
    return true
  }
  tell(options, [...plan, 'Nothing was done: repeat it with --yes.'].join('\n'), { plan, done: false })
  return false
}
