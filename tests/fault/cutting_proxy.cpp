#include "fault/cutting_proxy.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace tenon::test {
namespace {

sockaddr_un address_of(const std::string& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = folder + "/.s.PGSQL.5432";
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("too long: " + path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

void send_all(int to, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = send(to, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return;
    sent += static_cast<std::size_t>(count);
  }
}

/// "" at the end.
std::string receive(int from) {
  std::array<char, 65536> buffer{};
  const ssize_t count = recv(from, buffer.data(), buffer.size(), 0);
  return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string{};
}

}  // namespace

CuttingProxy::CuttingProxy(const std::string& server, Cut cut, int at)
    : server_(server), cut_(cut), at_(at) {
  std::string folder = (std::filesystem::temp_directory_path() / "tenon-cut.XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("cannot make " + folder);
  folder_ = folder;
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(folder_);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener_, 16) != 0) {
    throw std::runtime_error("cannot listen in " + folder_);
  }
  acceptor_ = std::thread{[this] { accept_all(); }};
}

CuttingProxy::~CuttingProxy() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  close(listener_);
  for (std::thread& each : served_) each.join();
  std::filesystem::remove_all(folder_);
}

void CuttingProxy::accept_all() {
  for (;;) {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    served_.emplace_back([this, client] { serve(client); });
  }
}

// A simple query: 'Q', four bytes of length, the text (PostgreSQL manual, 55.7).
bool CuttingProxy::is_to_be_cut(const std::string& message) {
  const bool commits =
      message.size() > 5 && message.front() == 'Q' &&
      (message.compare(5, 6, "commit") == 0 || message.compare(5, 6, "COMMIT") == 0);
  return commits && ++commits_ == at_;
}

void CuttingProxy::serve(int client) {
  const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(server_);
  bool is_open = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  while (is_open) {
    std::array<pollfd, 2> both{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    if (poll(both.data(), both.size(), -1) < 0) break;
    if (both[0].revents != 0) {
      const std::string message = receive(client);
      is_open = !message.empty();
      if (is_open && is_to_be_cut(message)) {
        if (cut_ == Cut::after) {
          send_all(server, message);
          receive(server);
        }
        break;
      }
      send_all(server, message);
    }
    if (both[1].revents != 0) {
      const std::string answer = receive(server);
      if (answer.empty()) break;
      send_all(client, answer);
    }
  }
  close(client);
  close(server);
}

}  // namespace tenon::test
