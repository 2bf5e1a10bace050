import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { projectDir } from './project-dir.ts'

/** What an assembly is made of. */
const sources = [
  '{events,domain,functions}/**/*.*',
  'infra/*.ts',
  'infra/{stacks,constructs}/**/*.ts',
  'docs/openapi.json',
  'package-lock.json',
]

const cacheDir = join(projectDir, '.cache')

/** The local stage as a cloud assembly, made once per state of the sources. */
export async function synthesize(): Promise<{ cloudAssemblyDir: string }> {
  const cloudAssemblyDir = await assemblyOnce('', async (work, outDir) => {
    // Loaded only now: a second start must not wait for the CDK and esbuild.
    const [{ bundleFunctions }, { routewatch }, { stageOf }] = await Promise.all([
      import('./bundle.ts'),
      import('./stacks/routewatch.ts'),
      import('./stages.ts'),
    ])
    const bundlesDir = join(work, 'bundles')
    await bundleFunctions(bundlesDir)
    routewatch({ stage: stageOf('local'), bundlesDir, outDir }).synth()
  })
  return { cloudAssemblyDir }
}

/**
 * An assembly made once per state of the sources and variant, by whichever process comes first; a second call only hashes
 * the sources. It appears at once or not at all: another process may be looking. `make` may use the folder `work`.
 */
export async function assemblyOnce(
  variant: string,
  make: (work: string, outDir: string) => Promise<void>,
): Promise<string> {
  const cloudAssemblyDir = join(cacheDir, `assembly-${sourcesHash()}${variant}`)
  if (existsSync(cloudAssemblyDir)) return cloudAssemblyDir
  mkdirSync(cacheDir, { recursive: true })
  const work = mkdtempSync(join(cacheDir, 'synth-'))
  try {
    const outDir = join(work, 'assembly')
    await make(work, outDir)
    moveOnce(outDir, cloudAssemblyDir)
    forgetOld()
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return cloudAssemblyDir
}

/** A folder that is there already was made from the same sources. */
function moveOnce(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}

/** Assemblies of earlier sources, and what a killed process left, once nothing can still run from them. */
function forgetOld(): void {
  const ageMsMax = 7 * 24 * 60 * 60 * 1000
  for (const name of globSync('{assembly,synth}-*', { cwd: cacheDir })) {
    const folder = join(cacheDir, name)
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && Date.now() - made > ageMsMax) rmSync(folder, { recursive: true, force: true })
  }
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: projectDir }).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(projectDir, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}
