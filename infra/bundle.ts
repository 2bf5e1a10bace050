import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import { leaveOut } from './leave-out.ts'
import { projectDir } from './project-dir.ts'

/** Every folder of functions/ that holds a handler.ts, by name. */
const functionNames = (): string[] =>
  globSync('functions/*/handler.ts', { cwd: projectDir })
    .map((file) => basename(dirname(file)))
    .sort()

/** `import text from './console.css?raw'`: a file as it is, as tests have it from their own bundler. */
const raw: Plugin = {
  name: 'raw',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -'?raw'.length)),
      namespace: 'raw',
    }))
    build.onLoad({ filter: /./, namespace: 'raw' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
      watchFiles: [path],
    }))
  },
}

/**
 * Bundles every function into `<outDir>/<name>/index.mjs`, in one pass, and tells what is in each. The AWS SDK goes into
 * the bundle: what was tested is what runs, whatever version the runtime carries.
 */
export async function bundleFunctions(outDir: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: projectDir,
    entryPoints: functionNames().map((name) => ({
      in: `functions/${name}/handler.ts`,
      out: `${name}/index`,
    })),
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    // A line of a stack trace stays one that can be printed.
    lineLimit: 500,
    metafile: true,
    // The ES module first: jsonc-parser's `main` hides its requires from the bundler.
    mainFields: ['module', 'main'],
    // Of the documents, which lie beside the code.
    assetNames: 'query/[name]',
    plugins: [leaveOut, raw],
    legalComments: 'none',
    logLevel: 'warning',
  })
  return metafile
}
