/** The app's assembly with other code in some of its functions. */
import { cpSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { leaveOut } from '../../infra/leave-out.ts'
import { synthesize } from '../../infra/synth.ts'

export async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, file)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    mainFields: ['module', 'main'],
    plugins: [leaveOut],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** @param code by the name of a function. @returns the folder of the copy. */
export async function swappedAssembly(code: Readonly<Record<string, string>>): Promise<string> {
  const { cloudAssemblyDir } = await synthesize()
  const copy = mkdtempSync(join(tmpdir(), 'routewatch-bench-'))
  cpSync(cloudAssemblyDir, copy, { recursive: true })
  for (const file of globSync('*.template.json', { cwd: copy })) {
    const { Resources } = JSON.parse(readFileSync(join(copy, file), 'utf8')) as {
      Resources: Record<string, Resource>
    }
    for (const { Type, Properties } of Object.values(Resources)) {
      const name = Properties?.Environment?.Variables?.POWERTOOLS_SERVICE_NAME
      const text = Type === 'AWS::Lambda::Function' && name !== undefined ? code[name] : undefined
      const asset = Properties?.Code?.S3Key?.replace(/\.zip$/, '')
      if (text !== undefined && asset) writeFileSync(join(copy, `asset.${asset}`, 'index.mjs'), text)
    }
  }
  return copy
}

type Resource = {
  Type: string
  Properties?: {
    Environment?: { Variables?: { POWERTOOLS_SERVICE_NAME?: string } }
    Code?: { S3Key?: string }
  }
}
