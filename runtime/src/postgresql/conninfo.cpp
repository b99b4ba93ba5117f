#include "conninfo.hpp"

#include <string_view>

namespace tenon::postgresql {

namespace {

bool is_local(std::string_view host) {
  return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" ||
         host == "::1" || host.starts_with("127.");
}

// A list of hosts is local when all of it is.
bool are_local(std::string_view hosts) {
  while (true) {
    const std::size_t comma = hosts.find(',');
    if (!is_local(hosts.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    hosts.remove_prefix(comma + 1);
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> connection_parameters(
    const Url& url, const EngineOptions& options) {
  std::vector<std::pair<std::string, std::string>> parameters;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) parameters.emplace_back(name, value);
  };
  add("host", url.host);
  add("port", url.port);
  add("user", url.user);
  add("password", url.password);
  add("dbname", url.path);
  for (const auto& [name, value] : url.options) {
    if (name != "prepared") parameters.emplace_back(name, value);
  }
  const std::string* const host_option = url.option("host");
  const bool is_remote = !are_local(host_option != nullptr ? *host_option : url.host);
  if (is_remote && url.option("sslmode") == nullptr) {
    parameters.emplace_back("sslmode", "verify-full");
    const bool has_password = !url.password.empty() || url.option("password") != nullptr;
    if (has_password && url.option("channel_binding") == nullptr) {
      parameters.emplace_back("channel_binding", "require");
    }
  }
  if (url.option("connect_timeout") == nullptr) {
    parameters.emplace_back("connect_timeout", std::to_string(options.connect_timeout));
  }
  parameters.emplace_back("client_encoding", "UTF8");
  parameters.emplace_back("fallback_application_name", "tenon");
  return parameters;
}

}  // namespace tenon::postgresql
