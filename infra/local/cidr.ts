import { isIPv4, isIPv6 } from 'node:net'

/** Ranges of addresses, as EventBridge's `cidr` operator reads them. */

/** Throws for what EventBridge refuses: no slash, a bad address, a mask of the whole address. */
export function addressRange(cidr: string): (address: string) => boolean {
  const [address = '', bits = '', more] = cidr.split('/')
  if (more !== undefined || bits === '') throw new Error("Malformed CIDR, one '/' required")
  const length = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined
  if (length === undefined) throw new Error('Malformed CIDR, no IP address')
  if (!/^\d+$/.test(bits)) throw new Error('Malformed CIDR, mask bits must be an integer')
  if (Number(bits) >= length) throw new Error(`Malformed CIDR, mask bits must be < ${length}`)
  // The range starts at the address as it is written, not at its network's first.
  const low = numberOf(address)
  const high = low | ((1n << BigInt(length - Number(bits))) - 1n)
  const valid = length === 32 ? isIPv4 : isIPv6
  return (other) => {
    if (!valid(other)) return false
    const value = numberOf(other)
    return low <= value && value <= high
  }
}

function numberOf(address: string): bigint {
  if (isIPv4(address)) return address.split('.').reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const plain = address.replace(/%.*$/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const group = (high: string, low: string) => ((Number(high) << 8) | Number(low)).toString(16)
    return `${group(a, b)}:${group(c, d)}`
  })
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
}
