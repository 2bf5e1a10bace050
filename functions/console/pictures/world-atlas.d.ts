/** Its type is told here: the compiler need not read three quarters of a megabyte. */
declare module 'world-atlas/countries-50m.json' {
  import type { Topology } from 'topojson-specification'

  const atlas: Topology
  export default atlas
}
