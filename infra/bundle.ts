import { copyFileSync, existsSync, globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { projectDir } from './project-dir.ts'

/** Files that a function serves as they are; copied beside its code when they exist. */
const served: Record<string, readonly string[]> = { query: ['docs/openapi.json'] }

/** Every folder of functions/ that holds a handler.ts, by name. */
const functionNames = (): string[] =>
  globSync('functions/*/handler.ts', { cwd: projectDir })
    .map((file) => basename(dirname(file)))
    .sort()

/**
 * Bundles every function into `<outDir>/<name>/index.mjs`, in one pass. The AWS SDK goes into the bundle: what was
 * tested is what runs, whatever version the runtime carries.
 */
export async function bundleFunctions(outDir: string): Promise<void> {
  const names = functionNames()
  await build({
    absWorkingDir: projectDir,
    entryPoints: names.map((name) => ({ in: `functions/${name}/handler.ts`, out: `${name}/index` })),
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The ES module first: jsonc-parser's `main` hides its requires from the bundler.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
  })
  for (const name of names) copyServed(name, join(outDir, name))
}

function copyServed(name: string, folder: string): void {
  for (const file of served[name] ?? []) {
    const from = join(projectDir, file)
    if (existsSync(from)) copyFileSync(from, join(folder, basename(file)))
  }
}
