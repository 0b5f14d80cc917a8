import { ENTERPRISE_SCHEMA, GROUP_SCHEMA, type Json, USER_SCHEMA } from './model.ts'

/** What the endpoints of discovery answer with (RFC 7643 sections 5–7). */

/** Resources on a page of a list, at most. */
export const MOST_RESOURCES = 200

export function serviceProviderConfig(base: string): Json {
  const no = { supported: false }
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MOST_RESOURCES },
    changePassword: no,
    sort: no,
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token made by an administrator of the secrecy domain, as in RFC 6750.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  }
}

export function resourceTypes(base: string): readonly Json[] {
  const type = (name: string, schema: string, endpoint: string, extensions: readonly Json[]) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: name,
    name,
    endpoint,
    schema,
    schemaExtensions: extensions,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  })
  // Taken and let be: what it says is not kept.
  const enterprise = { schema: ENTERPRISE_SCHEMA, required: false }
  return [type('User', USER_SCHEMA, '/Users', [enterprise]), type('Group', GROUP_SCHEMA, '/Groups', [])]
}

type Traits = Partial<{
  type: string
  multiValued: boolean
  required: boolean
  caseExact: boolean
  mutability: string
  uniqueness: string
  subAttributes: readonly Json[]
}>

function attribute(name: string, description: string, traits: Traits = {}): Json {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...traits,
  }
}

const VALUES = [
  attribute('value', 'The value itself.'),
  attribute('type', 'What kind it is; Sedd keeps one, of work.'),
  attribute('primary', 'Whether it is the first choice.', { type: 'boolean' }),
]
const REFERENCES = [
  attribute('value', 'The id of what is referred to.', { caseExact: true }),
  attribute('display', 'Its name.', { mutability: 'readOnly' }),
  attribute('$ref', 'Its address.', { type: 'reference', caseExact: true, mutability: 'readOnly' }),
]

const EXTERNAL_ID = attribute('externalId', 'The id that the client knows the resource by.', { caseExact: true })

export function schemas(base: string): readonly Json[] {
  const schema = (id: string, name: string, attributes: readonly Json[]) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id,
    name,
    attributes,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  })
  return [
    schema(USER_SCHEMA, 'User', [
      attribute('userName', 'What the person is called where they sign in.', { required: true, uniqueness: 'server' }),
      EXTERNAL_ID,
      attribute('name', 'The parts of the name.', {
        type: 'complex',
        subAttributes: [
          attribute('formatted', 'The whole name.'),
          attribute('givenName', 'Given name.'),
          attribute('familyName', 'Family name.'),
        ],
      }),
      attribute('displayName', 'The name as colleagues see it.'),
      attribute('title', 'Title, shown beside the name.'),
      attribute('active', 'False ends every role and session at once.', { type: 'boolean' }),
      attribute('emails', 'How colleagues write to the person.', {
        type: 'complex',
        multiValued: true,
        subAttributes: VALUES,
      }),
      attribute('phoneNumbers', 'How colleagues call the person.', {
        type: 'complex',
        multiValued: true,
        subAttributes: VALUES,
      }),
      attribute('roles', 'Names that an administrator has mapped to roles; any other gives nothing.', {
        type: 'complex',
        multiValued: true,
        subAttributes: VALUES,
      }),
      attribute('groups', 'The groups that the person is in.', {
        type: 'complex',
        multiValued: true,
        mutability: 'readOnly',
        subAttributes: REFERENCES,
      }),
    ]),
    schema(GROUP_SCHEMA, 'Group', [
      attribute('displayName', 'The name of the team; a role where an administrator has mapped it to one.', {
        required: true,
        uniqueness: 'server',
      }),
      EXTERNAL_ID,
      attribute('members', 'The users in it.', { type: 'complex', multiValued: true, subAttributes: REFERENCES }),
    ]),
  ]
}
