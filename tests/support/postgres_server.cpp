#include "support/postgres_server.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <tenon/url.hpp>

namespace tenon::test {

namespace {

std::string output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string output;
  std::array<char, 256> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) output += buffer.data();
  if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
  while (!output.empty() && output.back() == '\n') output.pop_back();
  return output;
}

std::string script() { return std::string{TENON_SUPPORT_DIR} + "/postgres.sh"; }

}  // namespace

PrivateServer::PrivateServer(const std::string& environment)
    : folder_((std::filesystem::temp_directory_path() / "tenon-pg.XXXXXX").string()) {
  if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("cannot make " + folder_);
  watch();
  url_ = output_of(environment + " " + script() + " start " + folder_);
}

PrivateServer::~PrivateServer() {
  close(pipe_);
  waitpid(watcher_, nullptr, 0);
}

void PrivateServer::kill() { output_of(script() + " kill " + folder_); }

void PrivateServer::resume() { output_of(script() + " resume " + folder_); }

// A child that waits for the end of a pipe which only we hold open: it comes with our end, also
// after a crash. It then stops the server, by its pid.
void PrivateServer::watch() {
  int ends[2];
  // Closed in what we start: the server itself must not hold the end that tells of ours.
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  watcher_ = fork();
  if (watcher_ == 0) {
    setsid();
    close(ends[1]);
    char byte = 0;
    while (read(ends[0], &byte, 1) > 0) {
    }
    const std::string command =
        script() + " stop " + folder_ + "; rm -rf " + folder_ + " " + folder_ + ".initdb.log";
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(1);
  }
  close(ends[0]);
  pipe_ = ends[1];
}

const std::string& postgres_server_url() {
  static const std::string given = [] {
    const char* const url = std::getenv("TENON_TEST_POSTGRESQL");
    return std::string{url == nullptr ? "" : url};
  }();
  if (!given.empty()) return given;
  static const PrivateServer server;
  return server.url();
}

std::string postgres_server_log() {
  const Url url = Url::parse(postgres_server_url());
  const std::string* const folder = url.option("host");
  const std::string log = folder == nullptr ? "" : *folder + "/server.log";
  return std::filesystem::exists(log) ? log : "";
}

}  // namespace tenon::test
