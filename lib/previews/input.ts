import { VersionAsked } from '../downloads/input'
import { idField } from '../fields'

/** Of which file the beginning is asked for, and of which version. */
export const AskPreview = VersionAsked.extend({ file: idField.optional() })
