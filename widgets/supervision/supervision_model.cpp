// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/supervision/supervision_model.h"

#include "widgets/supervision/supervision_node.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace factorama {

using otp::ChildDescription;

namespace {

/// What search() looks for, in lower case.
std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
    });
    return result;
}

} // namespace

SupervisionModel::SupervisionModel(QObject* parent)
    : QAbstractItemModel(parent),
      m_snapshot(std::make_shared<Snapshot>()),
      m_root(std::make_unique<Node>())
{
}

SupervisionModel::~SupervisionModel() = default;

void SupervisionModel::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    m_rows.clear();
    for (const SupervisorRow& row : m_snapshot->supervisors) {
        m_rows.emplace(row.pid, &row);
    }
    findParents();
    followRoots();
}

void SupervisionModel::setPreview(const KillPreview& preview)
{
    if (m_preview.empty() && preview.affected.empty()) {
        return;
    }
    m_preview.clear();
    for (const AffectedProcess& process : preview.affected) {
        m_preview.insert_or_assign(process.pid, process);
    }
    announceAll(*m_root);
}

/// Who is below whom, and how many are supervised.
void SupervisionModel::findParents()
{
    m_parents.clear();
    m_roots.clear();
    m_supervised = m_rows.size();
    for (const SupervisorRow& row : m_snapshot->supervisors) {
        for (const ChildDescription& child : row.description->children) {
            if (child.state != ChildDescription::State::Running) {
                continue;
            }
            // Among 100,000 alike the specification decides, elsewhere what it really is.
            const bool mayBeOne =
                child.type == otp::ChildType::Supervisor || row.description->children.size() < 1000;
            if (mayBeOne && m_rows.contains(child.pid)) {
                m_parents.emplace(child.pid, row.pid);
            } else {
                ++m_supervised;
            }
        }
        m_supervised += row.description->childCount - row.description->children.size();
    }
    for (const SupervisorRow& row : m_snapshot->supervisors) {
        if (!m_parents.contains(row.pid)) {
            m_roots.push_back(row.pid);
        }
    }
}

void SupervisionModel::followRoots()
{
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < m_roots.size(); ++i) {
        if (i < m_root->shown || m_root->pinned.contains(m_roots[i])) {
            wanted.push_back({Wanted::Kind::Process, m_roots[i], nullptr, 0});
        }
    }
    if (wanted.size() < m_roots.size()) {
        wanted.push_back({Wanted::Kind::More, Pid(), nullptr, m_roots.size() - wanted.size()});
    }
    const std::size_t all = m_snapshot->processCount;
    if (!m_roots.empty() && all > m_supervised) {
        wanted.push_back({Wanted::Kind::Unsupervised, Pid(), nullptr, all - m_supervised});
    }
    follow(*m_root, wanted);
}

/// Makes the node's rows those that are wanted, and then follows what is below them.
void SupervisionModel::follow(Node& parent, const std::vector<Wanted>& wanted)
{
    std::vector<std::unique_ptr<Node>>& nodes = parent.children;
    const auto renumber = [&nodes](std::size_t from) {
        for (std::size_t i = from; i < nodes.size(); ++i) {
            nodes[i]->row = static_cast<int>(i);
        }
    };
    const QModelIndex place = indexOf(parent);
    bool same = nodes.size() == wanted.size();
    for (std::size_t i = 0; same && i < wanted.size(); ++i) {
        same = nodes[i]->is(wanted[i]);
    }
    if (!same) {
        std::unordered_set<std::string> ids;
        std::unordered_set<Pid> pids;
        std::unordered_set<Wanted::Kind> counts;
        for (const Wanted& one : wanted) {
            if (one.kind != Wanted::Kind::Process) {
                counts.insert(one.kind);
            } else if (one.isKnownById()) {
                ids.insert(one.child->id);
            } else {
                pids.insert(one.pid);
            }
        }
        const auto stays = [&](const Node& node) {
            if (node.kind != Node::Kind::Process) {
                return counts.contains(node.kind);
            }
            return node.id.empty() ? pids.contains(node.pid) : ids.contains(node.id);
        };
        const auto remove = [&](std::size_t first, std::size_t last) {
            beginRemoveRows(place, static_cast<int>(first), static_cast<int>(last));
            for (std::size_t i = first; i <= last; ++i) {
                forget(*nodes[i]);
            }
            nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(first),
                        nodes.begin() + static_cast<std::ptrdiff_t>(last) + 1);
            renumber(first);
            endRemoveRows();
        };
        for (std::size_t end = nodes.size(); end > 0;) {
            if (stays(*nodes[end - 1])) {
                --end;
                continue;
            }
            std::size_t first = end - 1;
            while (first > 0 && !stays(*nodes[first - 1])) {
                --first;
            }
            remove(first, end - 1);
            end = first;
        }
        for (std::size_t i = 0; i < wanted.size();) {
            if (i < nodes.size() && nodes[i]->is(wanted[i])) {
                ++i;
                continue;
            }
            // New ones up to the next that is there; where the order has changed, that one comes anew too.
            std::size_t next = i + 1;
            if (i < nodes.size()) {
                const auto found = std::find_if(wanted.begin() + static_cast<std::ptrdiff_t>(i), wanted.end(),
                                                [&](const Wanted& one) { return nodes[i]->is(one); });
                if (found == wanted.end()) {
                    remove(i, i);
                    continue;
                }
                next = static_cast<std::size_t>(found - wanted.begin());
                const auto isThere = [&](const Wanted& one) {
                    return std::any_of(nodes.begin() + static_cast<std::ptrdiff_t>(i), nodes.end(),
                                       [&](const auto& node) { return node->is(one); });
                };
                if (isThere(wanted[i])) {
                    remove(i, i);
                    continue;
                }
                while (next > i + 1 && isThere(wanted[next - 1])) {
                    --next;
                }
            } else {
                next = wanted.size();
            }
            beginInsertRows(place, static_cast<int>(i), static_cast<int>(next - 1));
            std::vector<std::unique_ptr<Node>> added;
            for (std::size_t j = i; j < next; ++j) {
                auto node = std::make_unique<Node>();
                node->parent = &parent;
                update(*node, wanted[j]);
                added.push_back(std::move(node));
            }
            nodes.insert(nodes.begin() + static_cast<std::ptrdiff_t>(i),
                         std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
            renumber(i);
            endInsertRows();
            i = next;
        }
        while (nodes.size() > wanted.size()) {
            remove(wanted.size(), nodes.size() - 1);
        }
    }
    int first = -1;
    int last = -1;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (update(*nodes[i], wanted[i])) {
            first = first < 0 ? static_cast<int>(i) : first;
            last = static_cast<int>(i);
        }
    }
    if (first >= 0) {
        announce(parent, first, last);
    }
    for (const auto& node : nodes) {
        const SupervisorRow* row = supervisorOf(node->pid);
        if (row != nullptr || !node->children.empty()) {
            followSupervisor(*node, row);
        }
    }
}

void SupervisionModel::followSupervisor(Node& node, const SupervisorRow* row)
{
    std::vector<Wanted> wanted;
    if (row != nullptr) {
        const auto& children = row->description->children;
        wanted.reserve(std::min(children.size(), node.shown + node.pinned.size()) + 1);
        std::size_t rest = node.shown;
        for (std::size_t i = 0; i < std::min(children.size(), node.shown); ++i) {
            wanted.push_back({Wanted::Kind::Process, children[i].pid, &children[i], 0});
        }
        if (!node.pinned.empty()) {
            for (; rest < children.size(); ++rest) {
                if (node.pinned.contains(children[rest].pid)) {
                    wanted.push_back({Wanted::Kind::Process, children[rest].pid, &children[rest], 0});
                }
            }
        }
        if (row->description->childCount > wanted.size()) {
            wanted.push_back(
                {Wanted::Kind::More, Pid(), nullptr, row->description->childCount - wanted.size()});
        }
    }
    follow(node, wanted);
    node.established = row != nullptr;
}

/// Takes over what is to be shown; true if that is something else than before.
bool SupervisionModel::update(Node& node, const Wanted& wanted)
{
    if (wanted.kind != Node::Kind::Process) {
        const bool changed = node.count != wanted.count || node.kind != wanted.kind;
        node.kind = wanted.kind;
        node.count = wanted.count;
        return changed;
    }
    const bool isNew = !node.pid && node.id.empty() && !node.child;
    bool changed = isNew;
    const auto take = [&changed](auto& here, auto&& now) {
        if (here != now) {
            here = std::forward<decltype(now)>(now);
            changed = true;
        }
    };
    if (node.pid != wanted.pid) {
        if (const auto found = m_nodes.find(node.pid); found != m_nodes.end() && found->second == &node) {
            m_nodes.erase(found);
        }
        node.pid = wanted.pid;
        changed = true;
    }
    if (node.pid) {
        m_nodes.insert_or_assign(node.pid, &node);
    }
    if (wanted.child != nullptr) {
        const std::uint32_t before = node.child ? node.child->restarts : 0;
        // Of those without an identifier a new one stands for the one before.
        const bool isReplacement = isNew && wanted.child->id.empty() && node.parent->established;
        if (wanted.child->restarts > before && (!isNew || isReplacement)) {
            node.flashUntil = m_snapshot->nanoseconds + FlashNanoseconds;
        }
        changed = changed || !node.child || node.child->state != wanted.child->state ||
                  node.child->restarts != wanted.child->restarts;
        node.id = wanted.child->id;
        node.child = *wanted.child;
    }
    const double left = static_cast<double>(node.flashUntil - m_snapshot->nanoseconds) / FlashNanoseconds;
    take(node.flash, node.flashUntil == 0 ? 0.0 : std::clamp(left, 0.0, 1.0));

    const bool runs = !node.child || node.child->state == ChildDescription::State::Running;
    const ProcessRow* process = runs ? findProcess(*m_snapshot, node.pid) : nullptr;
    take(node.status, process == nullptr ? -1 : static_cast<int>(process->status));
    take(node.messages, process == nullptr ? 0U : process->messages);
    if (process != nullptr) {
        const bool isNamed = !process->name.isUndefined();
        take(node.title, node.id.empty() || isNamed ? processTitle(*process) : toQString(node.id));
    } else if (node.title.isEmpty()) {
        node.title = node.id.empty() ? tr("a child") : toQString(node.id);
    }
    const SupervisorRow* row = runs ? supervisorOf(node.pid) : nullptr;
    take(node.description, row == nullptr ? nullptr : row->description);
    take(node.restartsInPeriod, row == nullptr ? std::int64_t{0} : row->restartsInPeriod);
    return changed;
}

void SupervisionModel::announce(const Node& parent, int first, int last)
{
    emit dataChanged(indexOf(*parent.children[static_cast<std::size_t>(first)]),
                     indexOf(*parent.children[static_cast<std::size_t>(last)], ColumnCount - 1));
}

void SupervisionModel::announceAll(const Node& parent)
{
    if (parent.children.empty()) {
        return;
    }
    announce(parent, 0, static_cast<int>(parent.children.size()) - 1);
    for (const auto& node : parent.children) {
        announceAll(*node);
    }
}

/// The node and all below it are going.
void SupervisionModel::forget(Node& node)
{
    if (const auto found = m_nodes.find(node.pid); found != m_nodes.end() && found->second == &node) {
        m_nodes.erase(found);
    }
    for (const auto& child : node.children) {
        forget(*child);
    }
}

// -- rows --

Pid SupervisionModel::pidAt(const QModelIndex& index) const
{
    const Node* node = nodeOf(index);
    const bool runs = node != m_root.get() && node->kind == Node::Kind::Process &&
                      (!node->child || node->child->state == ChildDescription::State::Running);
    return runs ? node->pid : Pid();
}

const SupervisorRow* SupervisionModel::supervisorAt(const QModelIndex& index) const
{
    return supervisorOf(pidAt(index));
}

bool SupervisionModel::isMore(const QModelIndex& index) const
{
    return index.isValid() && nodeOf(index)->kind == Node::Kind::More;
}

void SupervisionModel::showMore(const QModelIndex& index)
{
    if (!isMore(index)) {
        return;
    }
    Node& node = *nodeOf(index)->parent;
    node.shown += Step;
    if (&node == m_root.get()) {
        followRoots();
        return;
    }
    node.established = false;
    followSupervisor(node, supervisorOf(node.pid));
}

QModelIndex SupervisionModel::reveal(Pid pid)
{
    if (!pid) {
        return {};
    }
    if (const auto found = m_nodes.find(pid); found != m_nodes.end()) {
        return indexOf(*found->second);
    }
    const auto rowOf = [this](Pid wanted) {
        const auto found = m_nodes.find(wanted);
        return found == m_nodes.end() ? QModelIndex() : indexOf(*found->second);
    };
    if (m_rows.contains(pid) && !m_parents.contains(pid)) {
        m_root->pinned.insert(pid);
        followRoots();
        return rowOf(pid);
    }
    // Its supervisor: its parent nearly always, else whoever has it among its children.
    const auto has = [pid](const SupervisorRow* row) {
        return row != nullptr &&
               std::any_of(row->description->children.begin(), row->description->children.end(),
                           [pid](const ChildDescription& child) {
                               return child.pid == pid && child.state == ChildDescription::State::Running;
                           });
    };
    const ProcessRow* process = findProcess(*m_snapshot, pid);
    if (process == nullptr) {
        return {};
    }
    Pid above;
    if (has(supervisorOf(process->parent))) {
        above = process->parent;
    } else {
        for (const SupervisorRow& row : m_snapshot->supervisors) {
            if (has(&row)) {
                above = row.pid;
                break;
            }
        }
    }
    const QModelIndex place = reveal(above);
    if (!place.isValid()) {
        return {};
    }
    Node& node = *nodeOf(place);
    node.pinned.insert(pid);
    node.established = false;
    followSupervisor(node, supervisorOf(above));
    return rowOf(pid);
}

/// Calls visit(pid, child or null) for the supervisor and all below it, in their order, until one says true.
template<typename Visit>
bool SupervisionModel::visitTree(Pid supervisor, const Visit& visit) const
{
    const SupervisorRow* row = supervisorOf(supervisor);
    if (row == nullptr) {
        return false;
    }
    for (const ChildDescription& child : row->description->children) {
        if (child.state != ChildDescription::State::Running) {
            continue;
        }
        const auto above = m_parents.find(child.pid);
        const bool isBelow = above != m_parents.end() && above->second == supervisor;
        if (visit(child.pid, &child) || (isBelow && visitTree(child.pid, visit))) {
            return true;
        }
    }
    return false;
}

std::vector<Pid> SupervisionModel::search(const QString& text, std::size_t limit) const
{
    std::vector<Pid> found;
    const std::string wanted = lowered(text.trimmed().toStdString());
    if (wanted.empty()) {
        return found;
    }
    std::string all;
    const auto visit = [&](Pid pid, const ChildDescription* child) {
        all.clear();
        if (child != nullptr) {
            all.append(child->id).append(1, '\n').append(child->module.text()).append(1, '\n');
        }
        if (const ProcessRow* process = findProcess(*m_snapshot, pid)) {
            for (const Atom atom : {process->name, process->label}) {
                all.append(atom.isUndefined() ? std::string_view() : atom.text()).append(1, '\n');
            }
            all.append(process->initialCall.module.text()).append(1, ':');
            all.append(process->initialCall.function.text()).append(1, '\n');
        }
        all.append(pid.toString());
        if (lowered(all).find(wanted) != std::string::npos) {
            found.push_back(pid);
        }
        return found.size() >= limit;
    };
    for (const Pid root : m_roots) {
        if (visit(root, nullptr) || visitTree(root, visit)) {
            break;
        }
    }
    return found;
}

SupervisionModel::Node* SupervisionModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex SupervisionModel::indexOf(const Node& node, int column) const
{
    return &node == m_root.get() ? QModelIndex() : createIndex(node.row, column, const_cast<Node*>(&node));
}

const SupervisorRow* SupervisionModel::supervisorOf(Pid pid) const
{
    const auto found = m_rows.find(pid);
    return found == m_rows.end() ? nullptr : found->second;
}

QModelIndex SupervisionModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node* above = nodeOf(parent);
    if (row < 0 || column < 0 || column >= ColumnCount || parent.column() > 0 ||
        static_cast<std::size_t>(row) >= above->children.size()) {
        return {};
    }
    return createIndex(row, column, above->children[static_cast<std::size_t>(row)].get());
}

QModelIndex SupervisionModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(*nodeOf(index)->parent) : QModelIndex();
}

int SupervisionModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int SupervisionModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

} // namespace factorama
