import { part, type Query, withQuery } from './address.ts'

const person = (id: string) => `/people/${part(id)}`
const mapping = (id: string, of: string) => `${person(id)}/mappings/${part(of)}`
/** The page before the mapping: only the last part of an address names what is somebody's. */
const mappingPage = (id: string, of: string, page: string) => `${person(id)}/mapping-pages/${part(page)}/${part(of)}`
const formDraft = (id: string) => `/forms/drafts/${part(id)}`
const form = (code: string) => `/forms/of/${part(code)}`

/** The addresses of the case, and of what hangs on it; part of `paths`. */
export const supportPaths = {
  // Forms, mappings and talks by a method.
  forms: () => '/forms',
  formNew: () => '/forms/new',
  formImport: () => '/forms/import',
  formDraft: (id: string) => formDraft(id),
  formDraftSections: (id: string) => `${formDraft(id)}/sections`,
  formDraftSection: (id: string, section: string) => `${formDraft(id)}/sections/${part(section)}`,
  formDraftQuestions: (id: string, section: string) => `${formDraft(id)}/sections/${part(section)}/questions`,
  formDraftQuestion: (id: string, question: string) => `${formDraft(id)}/questions/${part(question)}`,
  formDraftOrder: (id: string) => `${formDraft(id)}/order`,
  formDraftRemoval: (id: string) => `${formDraft(id)}/removal`,
  formDraftPreview: (id: string, query?: Query) => withQuery(`${formDraft(id)}/preview`, query),
  formDraftPublication: (id: string) => `${formDraft(id)}/publication`,
  formDraftDiscard: (id: string) => `${formDraft(id)}/discard`,
  formVersion: (code: string, version: string, query?: Query) =>
    withQuery(`/forms/versions/${part(version)}/of/${part(code)}`, query),
  formNext: (code: string) => `${form(code)}/next`,
  formRetirement: (code: string) => `${form(code)}/retirement`,
  formFilling: (domain: string, token: string, query?: Query) =>
    withQuery(`/fill/${part(domain)}/${part(token)}`, query),
  formFillingEnd: (domain: string, token: string) => `/fill/${part(domain)}/${part(token)}/end`,
  personMappings: (id: string) => `${person(id)}/mappings`,
  personMapping: (id: string, of: string) => mapping(id, of),
  personMappingOverTime: (id: string, of: string) => `${mapping(id, of)}/over-time`,
  personMappingPage: (id: string, of: string, page: string, query?: Query) =>
    withQuery(mappingPage(id, of, page), query),
  personMappingWordings: (id: string, of: string, page: string) => `${mappingPage(id, of, page)}/wordings`,
  personMappingCompletion: (id: string, of: string) => `${mapping(id, of)}/completion`,
  personMappingWithdrawal: (id: string, of: string) => `${mapping(id, of)}/withdrawal`,
  personMappingLink: (id: string, of: string) => `${mapping(id, of)}/link`,
  personSessions: (id: string) => `${person(id)}/sessions`,
  personSessionNew: (id: string, query?: Query) => withQuery(`${person(id)}/sessions/new`, query),
  methodCounts: () => '/support/methods',
} as const
