// What a model's header includes: the value types, strong ids, the way to make types of one's own
// storable, and silence for our attributes. No database header.
//
// Compilers ignore attributes that they do not know, and warn. The pragmas end that: g++'s for the
// namespace `tenon` only, clang's for every unknown attribute in the rest of the file that includes
// this one. Define TENON_KEEP_ATTRIBUTE_WARNINGS to keep the warnings.
#pragma once

#include <tenon/bytes.hpp>
#include <tenon/codec.hpp>
#include <tenon/date.hpp>
#include <tenon/decimal.hpp>
#include <tenon/fwd.hpp>  // for validate_extra(const UserCreate&, tenon::Violations&)
#include <tenon/id.hpp>
#include <tenon/interval.hpp>
#include <tenon/json_value.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/time.hpp>
#include <tenon/timestamp.hpp>
#include <tenon/uuid.hpp>

#ifndef TENON_KEEP_ATTRIBUTE_WARNINGS
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wunknown-attributes"
#elif defined(__GNUC__)
#pragma GCC diagnostic ignored_attributes "tenon::"
#endif
#endif
