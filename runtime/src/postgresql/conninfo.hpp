// A URL as the parameters that libpq connects with, safe by default.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tenon/engine.hpp>
#include <tenon/url.hpp>

namespace tenon::postgresql {

/// Keywords and values, never put together into one string: libpq's messages about a broken one
/// repeat the password. A host that is neither a socket nor this machine gets verified TLS unless
/// the URL names an `sslmode`.
std::vector<std::pair<std::string, std::string>> connection_parameters(
    const Url& url, const EngineOptions& options);

}  // namespace tenon::postgresql
