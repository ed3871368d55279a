// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/hash_it.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <map>

namespace factorama::modules::hash_it {

namespace {

const Atom computeTag("compute");
const Atom statistics("statistics");
const Atom linkTag("link");

std::string bytesOf(const Term& value)
{
    if (!value.isList()) {
        return std::string(value.binary());
    }
    std::string bytes;
    for (const Term& element : value.elements()) {
        const std::int64_t byte = element.integer();
        if (byte < 0 || byte > 255) {
            throw Raised::error(atoms::badarg);
        }
        bytes.push_back(static_cast<char>(byte));
    }
    return bytes;
}

} // namespace

Term hash(Atom kind, const Term& value)
{
    const std::string bytes = bytesOf(value);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    const EVP_MD* algorithm = EVP_get_digestbyname(std::string(kind.text()).c_str());
    if (EVP_Digest(bytes.data(), bytes.size(), digest, &size, algorithm, nullptr) != 1) {
        throw Raised::error(atoms::badarg);
    }
    std::string digits;
    for (unsigned i = 0; i < size; ++i) {
        digits += fmt::format("{:02X}", digest[i]);
    }
    return digits;
}

/// Hashes values for whoever asks, and remembers the hashes.
Process loop(Self self, std::vector<Term> arguments)
{
    const Atom name = arguments[0].atom();
    const Atom kind = arguments[1].atom();
    if (self.whereis(name) != self.pid()) {
        self.registerName(name);
    }
    const auto toCompute = tuple(computeTag, any, anyPid, any);
    const auto toLink = tuple(linkTag, anyAtom);
    const auto toReport = tuple(statistics, anyPid);
    const auto toShutDown = tuple(atoms::shutdown);
    std::map<Term, Term> known;
    std::int64_t requests = 0;
    for (;;) {
        const Message message = co_await self.receive(toCompute, toLink, toReport, toShutDown);
        if (message.clause() == 0) {
            ++requests;
            const Term value = message[1];
            auto found = known.find(value);
            if (found == known.end()) {
                found = known.emplace(value, hash(kind, value)).first;
            }
            self.send(message[2].pid(), tuple(atoms::ok, message[3], found->second));
        } else if (message.clause() == 1) {
            self.link(self.whereis(message[1].atom()));
        } else if (message.clause() == 2) {
            self.send(message[1].pid(), tuple(statistics, requests, known.size()));
        } else {
            co_return;
        }
    }
}

Pid startLink(Self self, Atom name, Atom kind)
{
    SpawnOptions options;
    options.link = true;
    options.name = name;
    const std::vector<Term> arguments{name, kind};
    return self.spawnWith<&loop>(std::move(options), arguments).pid;
}

Subroutine<Term> compute(Self self, Atom name, Term value, std::int64_t timeout)
{
    const Reference reference = self.makeReference();
    self.send(name, tuple(computeTag, value, self.pid(), reference));
    const auto answered = tuple(atoms::ok, reference, any);
    const Message message = co_await self.receive(answered).after(timeout);
    co_return message.timedOut() ? Term(atoms::nil) : message[2];
}

Parameter kindParameter()
{
    return Parameter::choice("kind", "of hash", "md5", {"md5", "sha1", "sha256", "sha512"});
}

const Registration registration{{
    .name = "hash_it",
    .summary = "Hashes values, each of them once: it remembers the hashes.",
    .topic = Module::Topic::Hashing,
    .parameters = {Parameter::processName("name", "the name to register", "hashItMD5"), kindParameter()},
    .messages = {{"{compute, <<\"bipin\">>, Self, 1}", "{ok, 1, <<\"A83383D30B2DA2F863CB12739254BB02\">>}"},
                 {"{compute, not_text, Self, 2}", "it crashes: {badarg, ...}"},
                 {"{statistics, Self}", "{statistics, Requests, Computed}"},
                 {"{link, hashItSHA256}", "it is linked with the process of that name"},
                 {"{shutdown}", "it ends normally"}},
    .start = &startModule<&loop>,
    .documentation =
        "The answer carries the reference of the request (here any term), so that who asks for several "
        "hashes knows which is which. Start two, hashItMD5 and hashItSHA256, tell one {link, ...} the other, "
        "and end one: by {shutdown} the other stays, by exit forced_kill or a value that is no text it goes "
        "along.\n"
        "Wrong in the original: strg.put is no function of a map. After its receive it loops once more, with "
        "the wrong number of arguments. Map.fetch returns :error, which {:error, _} does not match, so the "
        "first value that is not in the cache crashes it. HashIt.start and HashIt.compute are piped a name "
        "and a list of arguments, but start takes three. Process.link, exit and Process.info take pids, not "
        "names, and Process.link one only. `exit(:normal)` to another process is dropped, so it ends nobody: "
        "here that is {shutdown}. What it calls SHA128 is sha1, of 160 bits, which :crypto names :sha. Who "
        "asks waits for ever; here compute() has a time-out.",
}};

} // namespace factorama::modules::hash_it
