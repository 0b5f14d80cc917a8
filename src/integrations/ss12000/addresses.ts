import { BlockList, isIPv6 } from 'node:net'

/** Networks that are not the public internet: one's own computer, private, link-local, shared, reserved, and ways round to them. */
const NOT_PUBLIC: Readonly<Record<'ipv4' | 'ipv6', readonly string[]>> = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  // The last four carry an IPv4 address inside them: NAT64, its local form, Teredo and 6to4.
  ipv6: [
    '::/96',
    'fc00::/7',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '2001::/32',
    '2002::/16',
  ],
}

const notPublic = new BlockList()
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const network of NOT_PUBLIC[family]) {
    const [address = '', bits] = network.split('/')
    notPublic.addSubnet(address, Number(bits), family)
  }
}

/** True for an address on the public internet. An IPv4 address written as an IPv6 one (::ffff:10.0.0.1) counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  return !notPublic.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}
