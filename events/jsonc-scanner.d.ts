/** The scanner's own module: the package's main file is a UMD bundle that bundlers cannot follow. */
declare module 'jsonc-parser/lib/esm/impl/scanner.js' {
  export { createScanner } from 'jsonc-parser'
}
