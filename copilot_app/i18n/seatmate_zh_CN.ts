<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>Use this reply</source>
        <translation>采用这条回复</translation>
    </message>
    <message>
        <source>Copy the reply</source>
        <translation>复制回复</translation>
    </message>
    <message>
        <source>Next alternative</source>
        <translation>换一条</translation>
    </message>
    <message>
        <source>Previous alternative</source>
        <translation>上一条备选</translation>
    </message>
    <message>
        <source>Dismiss the reply</source>
        <translation>忽略这条回复</translation>
    </message>
    <message>
        <source>Pin the top card</source>
        <translation>固定最上面的卡片</translation>
    </message>
    <message>
        <source>Close the top card</source>
        <translation>关闭最上面的卡片</translation>
    </message>
    <message>
        <source>Fill in the card</source>
        <translation>填写卡片</translation>
    </message>
    <message>
        <source>Ask the knowledge base</source>
        <translation>查询知识库</translation>
    </message>
    <message>
        <source>Close the answer</source>
        <translation>收起答案</translation>
    </message>
    <message>
        <source>Acknowledge the alert</source>
        <translation>确认提醒</translation>
    </message>
    <message>
        <source>Dispute the alert</source>
        <translation>对提醒提出异议</translation>
    </message>
    <message>
        <source>Raise or lower the hand</source>
        <translation>举手或放下</translation>
    </message>
    <message>
        <source>Pause or resume recording</source>
        <translation>暂停或恢复录音</translation>
    </message>
    <message>
        <source>The customer refuses the recording, or agrees</source>
        <translation>客户拒绝录音，或重新同意</translation>
    </message>
    <message>
        <source>The customer refuses the mood analysis, or agrees</source>
        <translation>客户拒绝情绪分析，或重新同意</translation>
    </message>
    <message>
        <source>The customer does not want to be called, or agrees</source>
        <translation>客户要求不再来电，或重新同意</translation>
    </message>
    <message>
        <source>Mute or unmute the prompts</source>
        <translation>静音或恢复提示</translation>
    </message>
    <message>
        <source>Show or hide the customer&apos;s record</source>
        <translation>展开或收起客户资料</translation>
    </message>
    <message>
        <source>Jump to the newest words</source>
        <translation>跳到最新</translation>
    </message>
    <message>
        <source>Start or end the call</source>
        <translation>开始或结束通话</translation>
    </message>
    <message>
        <source>Practise with a simulated customer</source>
        <translation>和模拟客户练习</translation>
    </message>
    <message>
        <source>Type what you say in a practice call</source>
        <translation>练习时输入要说的话</translation>
    </message>
    <message>
        <source>Stop the simulated customer&apos;s voice</source>
        <translation>让模拟客户停下</translation>
    </message>
    <message>
        <source>Transfer to an expert</source>
        <translation>转接专家</translation>
    </message>
    <message>
        <source>First answer to a supervisor&apos;s note</source>
        <translation>用第一个答案回复主管便条</translation>
    </message>
    <message>
        <source>Second answer to a supervisor&apos;s note</source>
        <translation>用第二个答案回复主管便条</translation>
    </message>
    <message>
        <source>Third answer to a supervisor&apos;s note</source>
        <translation>用第三个答案回复主管便条</translation>
    </message>
    <message>
        <source>Put a supervisor&apos;s note away</source>
        <translation>收起主管的便条</translation>
    </message>
    <message>
        <source>Show or hide the coaching notes</source>
        <translation>显示或收起辅导意见</translation>
    </message>
    <message>
        <source>Open the wall-board</source>
        <translation>打开监控看板</translation>
    </message>
    <message>
        <source>Keep the window on top</source>
        <translation>窗口置顶</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>AskPane</name>
    <message>
        <source>Products, fees, procedures…</source>
        <translation>产品、费用、流程……</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>AssignCard</name>
    <message>
        <source>Assign</source>
        <translation>布置练习</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>To be passed by</source>
        <translation>通过期限</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Help on the screen</source>
        <translation>屏幕上的辅助</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take the assignment back from the marked persons</source>
        <translation>撤回给所选人员布置的练习</translation>
    </message>
    <message>
        <source>Pass mark of this scenario</source>
        <translation>本场景的及格线</translation>
    </message>
    <message>
        <source>Set the pass mark</source>
        <translation>设定及格线</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>给：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Mark one or several persons on the left.</source>
        <translation>先在左边勾选一人或多人。</translation>
    </message>
    <message numerus="yes">
        <source>Assign to %n person(s)</source>
        <translation>
            <numerusform>布置给 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Assigned.</source>
        <translation>已布置。</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤回。</translation>
    </message>
</context>
<context>
    <name>AttemptsCurve</name>
    <message>
        <source>Attempts: %1</source>
        <translation>历次练习：%1</translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>及格线 %1</translation>
    </message>
</context>
<context>
    <name>AuthoringPane</name>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>话术与知识库</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Articles or replies</source>
        <translation>文章或话术</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Write a new one</source>
        <translation>新写一条</translation>
    </message>
    <message>
        <source>Questions that found nothing</source>
        <translation>没有答案的问题</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已修改</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>共 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 条中的 %1 条</translation>
    </message>
</context>
<context>
    <name>AuthoringWindow</name>
    <message>
        <source>Playbooks</source>
        <translation>话术与知识库</translation>
    </message>
</context>
<context>
    <name>BannerPane</name>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>有异议</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Compliance: nothing open</source>
        <translation>合规：没有待处理的提醒</translation>
    </message>
    <message>
        <source>Nothing that is said is heard or checked until the server is back. Say what is required and tick it by hand in the checklist.</source>
        <translation>服务器恢复之前，通话内容无人聆听，也不做检查。请说完应说的内容，并在清单中手动勾选。</translation>
    </message>
    <message>
        <source>Not checked: the server is gone</source>
        <translation>未检查：服务器已断开</translation>
    </message>
    <message>
        <source>This rule was right in %1 of %2 alerts</source>
        <translation>本规则 %2 次提醒中 %1 正确</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>立即纠正</translation>
    </message>
    <message>
        <source>Remember</source>
        <translation>请记得</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>请留意</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>You said %1</source>
        <translation>您说了%1</translation>
    </message>
    <message>
        <source>Customer said %1</source>
        <translation>客户说了%1</translation>
    </message>
    <message>
        <source>Do not tell the customer</source>
        <translation>不要告诉客户</translation>
    </message>
    <message>
        <source>Disputed, goes to the reviewer</source>
        <translation>已提异议，转质检复核</translation>
    </message>
</context>
<context>
    <name>BetterPart</name>
    <message>
        <source>Better next time</source>
        <translation>下次可以更好</translation>
    </message>
    <message>
        <source>Nothing was found that should have been said otherwise.</source>
        <translation>没有发现需要换一种说法的地方。</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>原话</translation>
    </message>
    <message>
        <source>Better, from “%1”</source>
        <translation>更好的说法，出自“%1”</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>更好的说法</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（没有说）</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Loan inquiry</source>
        <translation>贷款咨询</translation>
    </message>
    <message>
        <source>Rates and fees</source>
        <translation>利率与费用</translation>
    </message>
    <message>
        <source>Repayment</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>Early repayment</source>
        <translation>提前还款</translation>
    </message>
    <message>
        <source>Limit increase</source>
        <translation>提高额度</translation>
    </message>
    <message>
        <source>Application status</source>
        <translation>申请进度</translation>
    </message>
    <message>
        <source>Reason of a rejection</source>
        <translation>拒批原因</translation>
    </message>
    <message>
        <source>Lost card</source>
        <translation>挂失</translation>
    </message>
    <message>
        <source>Disputed payment</source>
        <translation>交易争议</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Investment</source>
        <translation>理财</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>保险</translation>
    </message>
    <message>
        <source>Remittance</source>
        <translation>汇款</translation>
    </message>
    <message>
        <source>Password reset</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>销户退订</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Not interested</source>
        <translation>没有兴趣</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Call back later</source>
        <translation>稍后回电</translation>
    </message>
    <message>
        <source>Asks who is calling</source>
        <translation>询问来电身份</translation>
    </message>
    <message>
        <source>Other topic</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Pleased</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Unhappy</source>
        <translation>不满</translation>
    </message>
    <message>
        <source>Anxious</source>
        <translation>焦急</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>Line good</source>
        <translation>线路良好</translation>
    </message>
    <message>
        <source>Line poor</source>
        <translation>线路不佳</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>无声音</translation>
    </message>
    <message>
        <source>Client lost</source>
        <translation>客户端失联</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>只看文字</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Whisper</source>
        <translation>耳语</translation>
    </message>
    <message>
        <source>Barge in</source>
        <translation>插话</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>立即纠正</translation>
    </message>
    <message>
        <source>Remember</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>客户情绪</translation>
    </message>
    <message>
        <source>Open alerts</source>
        <translation>未处理提醒</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>等您处理</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>必说清单</translation>
    </message>
    <message>
        <source>Replies used</source>
        <translation>采用话术</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>Who listens</source>
        <translation>谁在听</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Alerts and requests</source>
        <translation>提醒与求助</translation>
    </message>
</context>
<context>
    <name>BoardCall</name>
    <message>
        <source>Opened call</source>
        <translation>打开的通话</translation>
    </message>
    <message>
        <source>Back to the board</source>
        <translation>返回看板</translation>
    </message>
    <message>
        <source>Opening the call…</source>
        <translation>正在打开通话…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>The call has ended</source>
        <translation>通话已结束</translation>
    </message>
    <message>
        <source>Hand raised: %1</source>
        <translation>已举手：%1</translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>已举手</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 正在处理</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Who is in this call beside the agent</source>
        <translation>除坐席外谁在这通电话里</translation>
    </message>
</context>
<context>
    <name>BoardCoaching</name>
    <message>
        <source>Bookmarks and coaching notes</source>
        <translation>书签与辅导意见</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source> · read</source>
        <translation> · 已读</translation>
    </message>
    <message>
        <source> · not read yet</source>
        <translation> · 未读</translation>
    </message>
    <message>
        <source>A training scenario was made of it</source>
        <translation>已做成培训场景</translation>
    </message>
    <message>
        <source>Make a training scenario of this</source>
        <translation>做成培训场景</translation>
    </message>
</context>
<context>
    <name>BoardFigures</name>
    <message>
        <source>Figures of the day</source>
        <translation>当日数据</translation>
    </message>
    <message>
        <source>Alerts a call</source>
        <translation>每通提醒数</translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>今日 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Disclosures said</source>
        <translation>必说项完成率</translation>
    </message>
    <message>
        <source>Replies used</source>
        <translation>采用话术</translation>
    </message>
    <message>
        <source>Handling time</source>
        <translation>平均处理时长</translation>
    </message>
    <message numerus="yes">
        <source>%n finished</source>
        <translation>
            <numerusform>已完成 %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>今日通话</translation>
    </message>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>进行中 %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls begun in each hour: %1</source>
        <translation>每小时开始的通话：%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>BoardFilters</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Name of the view, then Enter</source>
        <translation>给视图起名，按回车保存</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Calls or training</source>
        <translation>通话或培训</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已存视图</translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>有人举手</translation>
    </message>
    <message>
        <source>Only calls whose agent asks for help</source>
        <translation>只看坐席求助的通话</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Keep these filters as a view</source>
        <translation>把当前筛选存为视图</translation>
    </message>
    <message>
        <source>Remove this view</source>
        <translation>删除此视图</translation>
    </message>
    <message>
        <source>Sort now</source>
        <translation>立即排序</translation>
    </message>
    <message>
        <source>Any alerts</source>
        <translation>全部提醒</translation>
    </message>
    <message>
        <source>%1 or graver</source>
        <translation>“%1”及以上</translation>
    </message>
    <message>
        <source>Calls and training</source>
        <translation>通话和培训</translation>
    </message>
    <message>
        <source>Customer calls</source>
        <translation>客户通话</translation>
    </message>
    <message>
        <source>Training only</source>
        <translation>只看培训</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>全部团队</translation>
    </message>
    <message>
        <source>All topics</source>
        <translation>全部话题</translation>
    </message>
    <message>
        <source>Order held</source>
        <translation>顺序已保持</translation>
    </message>
    <message numerus="yes">
        <source>Order held, %n would stand higher</source>
        <translation>
            <numerusform>顺序已保持，%n 通应靠前</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows keep their places while the pointer is over them or one is selected</source>
        <translation>指针停在列表上或选中一行时，各行位置不变</translation>
    </message>
</context>
<context>
    <name>BoardGates</name>
    <message>
        <source>Operations that wait for a second person</source>
        <translation>等待复核的操作</translation>
    </message>
    <message>
        <source>Read the call</source>
        <translation>查看通话</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Deny this operation</source>
        <translation>拒绝此操作</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Approve this operation</source>
        <translation>批准此操作</translation>
    </message>
    <message>
        <source>%1 asks for a second person: %2</source>
        <translation>%1 请求第二人复核：%2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还剩 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more wait</source>
        <translation>
            <numerusform>还有 %n 项等待</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardNotes</name>
    <message>
        <source>Notes, coaching, transfer</source>
        <translation>便条、辅导、转接</translation>
    </message>
    <message>
        <source>Note to the agent</source>
        <translation>发便条</translation>
    </message>
    <message>
        <source>Coaching note</source>
        <translation>辅导意见</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Transfer to an expert</source>
        <translation>转接专家</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Bookmark this moment</source>
        <translation>为此刻加书签</translation>
    </message>
    <message>
        <source>Make it a training scenario</source>
        <translation>做成培训场景</translation>
    </message>
    <message>
        <source>A trainer finishes the draft; private data is taken out</source>
        <translation>由培训师完善草稿；隐私信息会被去除</translation>
    </message>
    <message>
        <source>Moment bookmarked</source>
        <translation>已加书签</translation>
    </message>
    <message>
        <source>Draft made: %1</source>
        <translation>草稿已生成：%1</translation>
    </message>
</context>
<context>
    <name>BoardPane</name>
    <message>
        <source>Wall-board</source>
        <translation>监控看板</translation>
    </message>
    <message>
        <source>Titles of the columns</source>
        <translation>列标题</translation>
    </message>
    <message>
        <source>Live calls, the most urgent first</source>
        <translation>进行中的通话，最紧急的在前</translation>
    </message>
    <message>
        <source>The server does not show the board</source>
        <translation>服务器未开放看板</translation>
    </message>
    <message>
        <source>Sign in as somebody else</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>The server is not reachable</source>
        <translation>连接不上服务器</translation>
    </message>
    <message>
        <source>The board comes back by itself. Check the network, or tell the administrator.</source>
        <translation>连上后看板会自动恢复。请检查网络，或告知管理员。</translation>
    </message>
    <message>
        <source>Asking for the live calls…</source>
        <translation>正在获取通话…</translation>
    </message>
    <message>
        <source>They appear in a moment.</source>
        <translation>马上就好。</translation>
    </message>
    <message>
        <source>No call fits these filters</source>
        <translation>没有符合筛选的通话</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) run in your teams.</source>
        <translation>
            <numerusform>您的团队有 %n 通电话进行中。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No call is running in your teams</source>
        <translation>您的团队目前没有通话</translation>
    </message>
    <message>
        <source>A call appears here within a second of its beginning. The figures of the day stand above.</source>
        <translation>通话开始后一秒内出现在这里。当日数据在上方。</translation>
    </message>
    <message>
        <source>%1 raises the hand: %2</source>
        <translation>%1 举手求助：%2</translation>
    </message>
    <message>
        <source>%1 raises the hand</source>
        <translation>%1 举手求助</translation>
    </message>
    <message>
        <source>Stop alert at %1: %2</source>
        <translation>%1 触发立即纠正提醒：%2</translation>
    </message>
    <message>
        <source>Stop alert at %1</source>
        <translation>%1 触发立即纠正提醒</translation>
    </message>
</context>
<context>
    <name>BoardRows</name>
    <message>
        <source>Hand raised</source>
        <translation>已举手</translation>
    </message>
    <message>
        <source>%1 to approve</source>
        <translation>%1 项待复核</translation>
    </message>
    <message>
        <source>checklist %1 of %2</source>
        <translation>清单 %1 / %2</translation>
    </message>
    <message>
        <source>listened to by %1</source>
        <translation>%1 在听</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>通话已结束</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>None open</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Transfer asked</source>
        <translation>已请求转接</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>On the agent&apos;s screen now</source>
        <translation>坐席屏幕上此刻的内容</translation>
    </message>
    <message>
        <source>Your side&apos;s note: “%1”</source>
        <translation>主管便条：“%1”</translation>
    </message>
    <message>
        <source>The call is over; this is how it was</source>
        <translation>通话已结束，这是当时的内容</translation>
    </message>
    <message>
        <source>The agent&apos;s client has lost the server; this is how it was</source>
        <translation>坐席客户端失联；这是断开前的内容</translation>
    </message>
    <message>
        <source>The agent&apos;s client has not told yet</source>
        <translation>坐席客户端尚未上报</translation>
    </message>
    <message>
        <source>Minimised: the agent sees none of this</source>
        <translation>窗口已最小化：坐席看不到这些</translation>
    </message>
    <message>
        <source>The agent has muted the prompts</source>
        <translation>坐席已静音提示</translation>
    </message>
    <message>
        <source>In sight</source>
        <translation>坐席看得到</translation>
    </message>
</context>
<context>
    <name>BoardSteps</name>
    <message>
        <source>Stepping into the call</source>
        <translation>介入通话</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why? The agent sees it, and it is kept</source>
        <translation>为什么介入？坐席会看到，并留存记录</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Only the transcript. Nobody hears you, and you hear nobody.</source>
        <translation>只看文字。没人听到您，您也听不到通话。</translation>
    </message>
    <message>
        <source>You hear both sides. Nobody hears you. The agent sees your name.</source>
        <translation>您能听到双方，没人听到您。坐席看得到您的名字。</translation>
    </message>
    <message>
        <source>Only the agent hears you. The customer does not.</source>
        <translation>只有坐席听到您，客户听不到。</translation>
    </message>
    <message>
        <source>Agent AND customer hear you.</source>
        <translation>坐席和客户都能听到您。</translation>
    </message>
    <message>
        <source>You speak to the customer. The agent is muted.</source>
        <translation>您在与客户通话，坐席已静音。</translation>
    </message>
    <message>
        <source>You are reading</source>
        <translation>您正在看文字</translation>
    </message>
    <message>
        <source>You are listening</source>
        <translation>您正在监听</translation>
    </message>
    <message>
        <source>You are whispering to the agent</source>
        <translation>您正在对坐席耳语</translation>
    </message>
    <message>
        <source>You are in the call</source>
        <translation>您已插话</translation>
    </message>
    <message>
        <source>You have taken the call over</source>
        <translation>您已接管通话</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source>The sound is %1 s behind, so that private numbers can be silent.</source>
        <translation>声音延后 %1 秒，私密号码来得及静音。</translation>
    </message>
    <message>
        <source>Your right ends at %1.</source>
        <translation>您的权限到 %1 为止。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Leave the call; reading goes on</source>
        <translation>退出通话，继续看文字</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Reason for “%1”</source>
        <translation>“%1”的理由</translation>
    </message>
    <message>
        <source>The same reason as before: %1</source>
        <translation>与之前相同的理由：%1</translation>
    </message>
    <message>
        <source>The call is being opened.</source>
        <translation>正在打开通话。</translation>
    </message>
    <message>
        <source>The server is not reachable. Reading goes on as soon as it is back.</source>
        <translation>连接不上服务器，恢复后自动继续。</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>另一位主管</translation>
    </message>
</context>
<context>
    <name>BoardTalk</name>
    <message>
        <source>Sound of the call</source>
        <translation>通话声音</translation>
    </message>
    <message>
        <source>Hold to speak</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>Listen on</source>
        <translation>收听设备</translation>
    </message>
    <message>
        <source>Speak into</source>
        <translation>话筒</translation>
    </message>
    <message>
        <source>Level of your microphone</source>
        <translation>您的话筒音量</translation>
    </message>
    <message>
        <source>Silenced</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>A private number may be said now, or the recording is paused: both sides are silent.</source>
        <translation>此刻可能在说私密号码，或录音已暂停：双方声音都已静音。</translation>
    </message>
    <message>
        <source>Listen on: the system&apos;s device</source>
        <translation>收听：系统默认设备</translation>
    </message>
    <message>
        <source>Speak into: the system&apos;s device</source>
        <translation>话筒：系统默认设备</translation>
    </message>
    <message>
        <source>The agent hears you</source>
        <translation>坐席正听到您</translation>
    </message>
    <message>
        <source>Both hear you</source>
        <translation>双方正听到您</translation>
    </message>
    <message>
        <source>The customer hears you</source>
        <translation>客户正听到您</translation>
    </message>
    <message>
        <source>Your microphone is off</source>
        <translation>您的话筒已关闭</translation>
    </message>
</context>
<context>
    <name>BoardWindow</name>
    <message>
        <source>Seatmate wall-board</source>
        <translation>同席 监控看板</translation>
    </message>
    <message>
        <source>Wall-board</source>
        <translation>监控看板</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Your bookmarks and coaching notes, of past calls too</source>
        <translation>您的书签和辅导意见，包括已结束的通话</translation>
    </message>
    <message>
        <source>Take calls</source>
        <translation>接听电话</translation>
    </message>
    <message>
        <source>Open the companion and take calls yourself</source>
        <translation>打开坐席窗口，自己接听电话</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>进行中 %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 shown</source>
        <translation>，显示 %1 通</translation>
    </message>
    <message numerus="yes">
        <source>%n hand(s) raised</source>
        <translation>
            <numerusform>%n 人举手</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a stop alert</source>
        <translation>
            <numerusform>%n 通需立即纠正</numerusform>
        </translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>获取中…</translation>
    </message>
    <message>
        <source>Offline: the board stands still</source>
        <translation>已断开：看板停止更新</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>被服务器拒绝</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>关闭卡片</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>being worked out again</source>
        <translation>正在重新计算</translation>
    </message>
</context>
<context>
    <name>CardsPane</name>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Products and knowledge for what is being talked about appear here.</source>
        <translation>谈到的产品和知识会显示在这里。</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Unpin the card</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Pin the card</source>
        <translation>固定卡片</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s)</source>
        <translation>
            <numerusform>%n 张卡片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatchUpBox</name>
    <message>
        <source>The call so far</source>
        <translation>通话摘要</translation>
    </message>
    <message>
        <source>The summary comes with the first sentences of the call.</source>
        <translation>通话开始几句话后生成摘要。</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Topics: %1</source>
        <translation>话题：%1</translation>
    </message>
    <message>
        <source>Promised: %1</source>
        <translation>已承诺：%1</translation>
    </message>
    <message>
        <source>Open: %1</source>
        <translation>未解答：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>Categories</name>
    <message>
        <source>Guaranteed return</source>
        <translation>承诺收益</translation>
    </message>
    <message>
        <source>“No risk” claim</source>
        <translation>宣称无风险</translation>
    </message>
    <message>
        <source>Guaranteed approval</source>
        <translation>承诺必批</translation>
    </message>
    <message>
        <source>Superlative</source>
        <translation>绝对化用语</translation>
    </message>
    <message>
        <source>Sounds like a deposit</source>
        <translation>混同存款</translation>
    </message>
    <message>
        <source>Rate told in part</source>
        <translation>利率说明不全</translation>
    </message>
    <message>
        <source>Wrong figure</source>
        <translation>数字有误</translation>
    </message>
    <message>
        <source>Urged to over-borrow</source>
        <translation>诱导过度借贷</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>施压</translation>
    </message>
    <message>
        <source>Threat</source>
        <translation>威胁</translation>
    </message>
    <message>
        <source>Insult</source>
        <translation>辱骂</translation>
    </message>
    <message>
        <source>Impersonation</source>
        <translation>冒充身份</translation>
    </message>
    <message>
        <source>Told a third party</source>
        <translation>向第三方泄露</translation>
    </message>
    <message>
        <source>Asked for a secret</source>
        <translation>索要密码或验证码</translation>
    </message>
    <message>
        <source>Off the official channel</source>
        <translation>引导离开官方渠道</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Tipping off</source>
        <translation>泄露调查</translation>
    </message>
    <message>
        <source>Promise beyond authority</source>
        <translation>越权承诺</translation>
    </message>
    <message>
        <source>Disclosure missing</source>
        <translation>漏说必告事项</translation>
    </message>
    <message>
        <source>Calling hours</source>
        <translation>外呼时段</translation>
    </message>
    <message>
        <source>Money-laundering cue</source>
        <translation>洗钱线索</translation>
    </message>
    <message>
        <source>Fraud cue</source>
        <translation>诈骗线索</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>客户投诉</translation>
    </message>
    <message>
        <source>Regulator mentioned</source>
        <translation>提到监管机构</translation>
    </message>
    <message>
        <source>Vulnerable customer</source>
        <translation>需要特别照顾的客户</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>拒绝来电</translation>
    </message>
    <message>
        <source>Card data spoken</source>
        <translation>说出卡片信息</translation>
    </message>
    <message>
        <source>Wants another person</source>
        <translation>要求换人</translation>
    </message>
    <message>
        <source>Danger to life</source>
        <translation>人身安全</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>客户意愿</translation>
    </message>
</context>
<context>
    <name>ChecklistPane</name>
    <message>
        <source>Checklist</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>What must be said in this call is listed here and ticks itself.</source>
        <translation>本次通话必须说到的内容列在这里，说到后自动打勾。</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>已完成 %1 项，共 %2 项</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>The server does not hear this call: tick by hand what you have said.</source>
        <translation>服务器听不到本次通话：说过的请手动勾选。</translation>
    </message>
    <message numerus="yes">
        <source>Nobody notices now when something said makes one of %n more a duty, such as: %1.</source>
        <translation>
            <numerusform>另有%n项要视谈话内容而定，现在无人提醒，例如：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>missed</source>
        <translation>已错过</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1 前</translation>
    </message>
    <message>
        <source>Say: %1</source>
        <translation>可以说：%1</translation>
    </message>
    <message>
        <source>Tick by hand: %1</source>
        <translation>手动勾选：%1</translation>
    </message>
</context>
<context>
    <name>ChoicePage</name>
    <message>
        <source>What do you want to practise?</source>
        <translation>想练习什么？</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Help on the screen</source>
        <translation>屏幕上的辅助</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Kind of scenario</source>
        <translation>场景类型</translation>
    </message>
    <message>
        <source>Start the practice call</source>
        <translation>开始练习</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新获取</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>There is no connection to the server. The scenarios come when it is back; check the network if it stays away.</source>
        <translation>没有连上服务器。连上后会显示场景；如果一直连不上，请检查网络。</translation>
    </message>
    <message>
        <source>The scenarios are being fetched…</source>
        <translation>正在获取场景……</translation>
    </message>
    <message>
        <source>There is no scenario in this language yet. Ask your trainer to write or publish one.</source>
        <translation>还没有这种语言的场景。请培训师编写或发布。</translation>
    </message>
    <message>
        <source>Your goal: %1</source>
        <translation>您的目标：%1</translation>
    </message>
    <message>
        <source>starts %1</source>
        <translation>开始时%1</translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>及格线 %1</translation>
    </message>
    <message>
        <source>speaks</source>
        <translation>说话</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>只打字</translation>
    </message>
    <message>
        <source>writes, this computer reads it out</source>
        <translation>打字，由这台电脑朗读</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>清晰</translation>
    </message>
    <message>
        <source>telephone</source>
        <translation>电话音质</translation>
    </message>
    <message>
        <source>telephone, an office behind</source>
        <translation>电话音质，有办公室背景声</translation>
    </message>
    <message>
        <source>telephone, a street behind</source>
        <translation>电话音质，有街道背景声</translation>
    </message>
    <message>
        <source>speak into the microphone</source>
        <translation>用麦克风说</translation>
    </message>
    <message>
        <source>type</source>
        <translation>打字</translation>
    </message>
    <message>
        <source>Everything works as in a real call.</source>
        <translation>一切和真实通话一样。</translation>
    </message>
    <message>
        <source>Suggestions wait five seconds, so that you try first.</source>
        <translation>建议等五秒再出现，您可以先自己想。</translation>
    </message>
    <message>
        <source>Nothing is shown, but everything is recorded for the report.</source>
        <translation>什么都不显示，但都会记入报告。</translation>
    </message>
    <message>
        <source>The server has no voice: the customer writes. The administrator can install one.</source>
        <translation>服务器没有语音：客户只打字。管理员可以安装语音。</translation>
    </message>
    <message>
        <source>No microphone was found: you type. Plug one in and choose it in the settings.</source>
        <translation>没有找到麦克风：请打字。接上麦克风后在设置里选择。</translation>
    </message>
    <message>
        <source>A call is running. End it first.</source>
        <translation>正在通话。请先结束通话。</translation>
    </message>
    <message>
        <source>Practice begins when the server is back.</source>
        <translation>服务器恢复后才能开始练习。</translation>
    </message>
</context>
<context>
    <name>ClassPage</name>
    <message>
        <source>Class</source>
        <translation>班级</translation>
    </message>
    <message numerus="yes">
        <source>Class: %n person(s)</source>
        <translation>
            <numerusform>班级：%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n practising now</source>
        <translation>
            <numerusform>，%n 人正在练习</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no connection to the server. What stands here is what was known last.</source>
        <translation>没有连上服务器。这里显示的是最后一次的情况。</translation>
    </message>
    <message>
        <source>The class is being fetched…</source>
        <translation>正在获取班级……</translation>
    </message>
    <message>
        <source>Nobody belongs to your team yet. The administrator puts people into teams.</source>
        <translation>您的团队还没有成员。请管理员把人员分到团队。</translation>
    </message>
    <message>
        <source>Mark %1</source>
        <translation>勾选%1</translation>
    </message>
    <message>
        <source>Practising now</source>
        <translation>正在练习</translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n 项逾期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n assigned</source>
        <translation>
            <numerusform>%n 项待完成</numerusform>
        </translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Reports of %1</source>
        <translation>%1的报告</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>练习次数</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近一次</translation>
    </message>
    <message>
        <source>Mean of five</source>
        <translation>最近五次平均</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>已通过</translation>
    </message>
    <message numerus="yes">
        <source>%n scenario(s)</source>
        <translation>
            <numerusform>%n 个场景</numerusform>
        </translation>
    </message>
    <message>
        <source>Weakest</source>
        <translation>最弱项</translation>
    </message>
</context>
<context>
    <name>CoachForm</name>
    <message>
        <source>What was good, what to do next time; the agent reads it after the call</source>
        <translation>哪里做得好、下次怎么做；坐席在通话后看到</translation>
    </message>
    <message>
        <source>Coaching note</source>
        <translation>辅导意见</translation>
    </message>
    <message>
        <source>About this moment</source>
        <translation>针对此刻</translation>
    </message>
    <message>
        <source>Keep the moment at which you began to write</source>
        <translation>记录您开始写的时刻</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep the coaching note</source>
        <translation>保存辅导意见</translation>
    </message>
</context>
<context>
    <name>CoachingPane</name>
    <message numerus="yes">
        <source>%n coaching note(s) you have not read</source>
        <translation>
            <numerusform>您有 %n 条未读辅导意见</numerusform>
        </translation>
    </message>
    <message>
        <source>Coaching notes</source>
        <translation>辅导意见</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>CompanionWindow</name>
    <message>
        <source>Seatmate</source>
        <translation>同席</translation>
    </message>
    <message>
        <source>Seatmate companion</source>
        <translation>同席座席助手</translation>
    </message>
</context>
<context>
    <name>ComparisonPart</name>
    <message>
        <source>Beside the best recorded handling</source>
        <translation>对比最佳通话</translation>
    </message>
    <message>
        <source>Nobody has handled this scenario better yet.</source>
        <translation>这个场景还没有更好的通话。</translation>
    </message>
    <message>
        <source>the built-in good agent</source>
        <translation>内置的优秀坐席</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>一位同事</translation>
    </message>
    <message>
        <source>%1 reached %2, this call %3.</source>
        <translation>%1得 %2 分，本次 %3 分。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>本次</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差距</translation>
    </message>
    <message>
        <source>What was said there</source>
        <translation>最佳通话里是这样说的</translation>
    </message>
</context>
<context>
    <name>ConsentChip</name>
    <message>
        <source>Since %1: the customer refuses the recording.</source>
        <translation>客户自 %1 起不同意录音。</translation>
    </message>
    <message>
        <source>The customer refuses the recording.</source>
        <translation>客户不同意录音。</translation>
    </message>
    <message>
        <source>Recording refused</source>
        <translation>客户不同意录音</translation>
    </message>
    <message>
        <source>No sound is kept. Press to change it.</source>
        <translation>不保存声音。点击可更改。</translation>
    </message>
    <message>
        <source>Since %1: the customer does not want to be called.</source>
        <translation>自%1起：客户要求不再来电。</translation>
    </message>
    <message>
        <source>The customer does not want to be called.</source>
        <translation>客户要求不再来电。</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>免打扰</translation>
    </message>
    <message>
        <source>It holds for every later call. Press to change it.</source>
        <translation>对以后的每通电话都有效。点按可更改。</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>已告知录音</translation>
    </message>
    <message>
        <source>The customer was told that the call is recorded</source>
        <translation>已告知客户通话会录音</translation>
    </message>
    <message>
        <source>Press if the customer refuses.</source>
        <translation>客户不同意时请点击这里。</translation>
    </message>
    <message>
        <source>Recording not announced</source>
        <translation>未告知录音</translation>
    </message>
    <message>
        <source>The customer was not yet told that the call is recorded</source>
        <translation>还没有告知客户通话会录音</translation>
    </message>
</context>
<context>
    <name>Cues</name>
    <message>
        <source>%1 louder</source>
        <translation>音量高了 %1</translation>
    </message>
    <message>
        <source>%1 quieter</source>
        <translation>音量低了 %1</translation>
    </message>
    <message>
        <source>%1 the pace</source>
        <translation>语速快到 %1</translation>
    </message>
    <message>
        <source>easing off</source>
        <translation>正在缓和</translation>
    </message>
    <message>
        <source>only %1 the pace</source>
        <translation>语速慢到 %1</translation>
    </message>
    <message>
        <source>voice %1 higher</source>
        <translation>音调升高 %1</translation>
    </message>
    <message>
        <source>voice %1 lower</source>
        <translation>音调降低 %1</translation>
    </message>
    <message>
        <source>said “%1”</source>
        <translation>说到“%1”</translation>
    </message>
    <message>
        <source>from the wording</source>
        <translation>措辞听得出来</translation>
    </message>
    <message>
        <source>%1 semitones</source>
        <translation>%1 个半音</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 倍</translation>
    </message>
</context>
<context>
    <name>CustomerPane</name>
    <message>
        <source>The record of the customer appears here when the call is matched to one.</source>
        <translation>通话对应到客户后，客户资料显示在这里。</translation>
    </message>
    <message>
        <source>Phone or customer number</source>
        <translation>电话或客户号</translation>
    </message>
    <message>
        <source>Find the customer by phone number or id</source>
        <translation>按电话号码或客户号查找客户</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Left out, because what the system says of it can not be right: %1</source>
        <translation>以下数据明显有误，未予显示：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Customer record not available: %1</source>
        <translation>客户资料不可用：%1</translation>
    </message>
    <message>
        <source>Not every system answered: %1</source>
        <translation>部分系统没有应答：%1</translation>
    </message>
    <message>
        <source>Customer record not available.</source>
        <translation>客户资料不可用。</translation>
    </message>
    <message>
        <source>Several customers have the number %1. Ask who is calling, then choose.</source>
        <translation>号码 %1 对应多位客户。请先问清来电人，再选择。</translation>
    </message>
    <message>
        <source>of this call</source>
        <translation>本次来电</translation>
    </message>
    <message>
        <source>No customer has the number %1.</source>
        <translation>没有客户使用号码 %1。</translation>
    </message>
    <message>
        <source>No such customer was found.</source>
        <translation>没有找到这位客户。</translation>
    </message>
    <message>
        <source>You promised: %1</source>
        <translation>您承诺：%1</translation>
    </message>
    <message>
        <source>Customer will: %1</source>
        <translation>客户承诺：%1</translation>
    </message>
    <message>
        <source>%1 (by %2)</source>
        <translation>%1（%2 前）</translation>
    </message>
    <message>
        <source>verified today</source>
        <translation>今日核实</translation>
    </message>
    <message>
        <source>record of %1</source>
        <translation>%1 的记录</translation>
    </message>
    <message>
        <source>Earlier contacts</source>
        <translation>以往联系</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>就是这位</translation>
    </message>
    <message>
        <source>Take %1 as the customer</source>
        <translation>选择 %1 为本次客户</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Holdings</source>
        <translation>持有产品</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>App</source>
        <translation>手机银行</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>在线客服</translation>
    </message>
    <message>
        <source>loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>rates and fees</source>
        <translation>利率和费用</translation>
    </message>
    <message>
        <source>repayment</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>early repayment</source>
        <translation>提前还款</translation>
    </message>
    <message>
        <source>limit increase</source>
        <translation>提高额度</translation>
    </message>
    <message>
        <source>state of an application</source>
        <translation>申请进度</translation>
    </message>
    <message>
        <source>reason of a rejection</source>
        <translation>拒批原因</translation>
    </message>
    <message>
        <source>lost card</source>
        <translation>卡片挂失</translation>
    </message>
    <message>
        <source>disputed transaction</source>
        <translation>交易争议</translation>
    </message>
    <message>
        <source>bill</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>investment</source>
        <translation>理财</translation>
    </message>
    <message>
        <source>insurance</source>
        <translation>保险</translation>
    </message>
    <message>
        <source>remittance</source>
        <translation>汇款</translation>
    </message>
    <message>
        <source>password reset</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>cancelling a service</source>
        <translation>取消业务</translation>
    </message>
    <message>
        <source>complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>not interested</source>
        <translation>不感兴趣</translation>
    </message>
    <message>
        <source>call back later</source>
        <translation>稍后回电</translation>
    </message>
    <message>
        <source>identity question</source>
        <translation>身份核实</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>fictional customer of the playbook</source>
        <translation>知识库中的虚构客户</translation>
    </message>
    <message>
        <source>call with Seatmate</source>
        <translation>同席记录的通话</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>This was the demo&apos;s call. Close the window to end.</source>
        <translation>演示通话到此为止。关闭窗口即可结束。</translation>
    </message>
    <message>
        <source>Recording, left channel</source>
        <translation>录音左声道</translation>
    </message>
    <message>
        <source>Recording, right channel</source>
        <translation>录音右声道</translation>
    </message>
</context>
<context>
    <name>DialBlock</name>
    <message>
        <source>Since %1: the customer does not want to be called.</source>
        <translation>自%1起：客户要求不再来电。</translation>
    </message>
    <message>
        <source>This number must not be called now</source>
        <translation>现在不能拨打这个号码</translation>
    </message>
    <message>
        <source>%1 lets this call through</source>
        <translation>%1 已放行本次通话</translation>
    </message>
    <message>
        <source>Before you call</source>
        <translation>拨打前请注意</translation>
    </message>
    <message>
        <source>A supervisor of your team, who is not you, can let it through here, or at the server&apos;s console.</source>
        <translation>可由本组另一位主管在此放行，或在服务器控制台放行。</translation>
    </message>
    <message>
        <source>Supervisor&apos;s sign-in name</source>
        <translation>主管登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Reason, kept with the release</source>
        <translation>放行原因，随放行记录保存</translation>
    </message>
    <message>
        <source>Let the call through</source>
        <translation>放行本次通话</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>At the customer&apos;s it is %1.</source>
        <translation>客户当地时间 %1。</translation>
    </message>
    <message>
        <source>At the customer&apos;s it is about %1: estimate by the state.</source>
        <translation>客户当地时间约 %1：按所在州估计。</translation>
    </message>
    <message>
        <source>At the customer&apos;s it is about %1: estimate by the number.</source>
        <translation>客户当地时间约 %1：按号码归属地估计。</translation>
    </message>
    <message>
        <source>The customer&apos;s time zone is unknown; by the server&apos;s clock it is %1.</source>
        <translation>客户时区未知；按服务器时钟为 %1。</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <source>Scenario editor</source>
        <translation>场景编辑</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Choose a scenario</source>
        <translation>选择场景</translation>
    </message>
    <message>
        <source>id of a new one</source>
        <translation>新场景的编号</translation>
    </message>
    <message>
        <source>Id of a new scenario: small letters, digits and _</source>
        <translation>新场景的编号：小写字母、数字和下划线</translation>
    </message>
    <message>
        <source>Begin a new one</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>From a real call…</source>
        <translation>从真实通话起草…</translation>
    </message>
    <message>
        <source>Save the draft</source>
        <translation>保存草稿</translation>
    </message>
    <message>
        <source>Throw the draft away</source>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The scenario as TOML</source>
        <translation>场景的 TOML 文本</translation>
    </message>
    <message>
        <source>%1 (draft)</source>
        <translation>%1（草稿）</translation>
    </message>
    <message>
        <source>%1 (new)</source>
        <translation>%1（新）</translation>
    </message>
    <message>
        <source>Choose a scenario to change it, or begin a new one. A published one is copied into a draft, which only trainers see until it is published with the playbook.</source>
        <translation>选择一个场景来修改，或新建一个。修改已发布的场景会复制成草稿，随话术手册发布之前只有培训师能看到。</translation>
    </message>
    <message>
        <source>There is no connection to the server. Scenarios can be written when it is back.</source>
        <translation>没有连上服务器。连上后才能编写场景。</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Draft from a real call</source>
        <translation>由真实通话生成的草稿</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>检查中……</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>没有问题。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Go to line %1</source>
        <translation>转到第 %1 行</translation>
    </message>
</context>
<context>
    <name>EntryFormPane</name>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>Intents</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Asked as</source>
        <translation>客户问法</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>small letters, digits and _</source>
        <translation>小写字母、数字和 _</translation>
    </message>
    <message>
        <source>what the customer wants, separated by commas</source>
        <translation>客户想办什么，用逗号隔开</translation>
    </message>
    <message>
        <source>ids, separated by commas</source>
        <translation>产品编号，用逗号隔开</translation>
    </message>
    <message>
        <source>words that customers say, separated by commas</source>
        <translation>客户会说的词，用逗号隔开</translation>
    </message>
    <message>
        <source>empty: until it is replaced</source>
        <translation>空着表示一直有效</translation>
    </message>
    <message>
        <source>where this is written</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>One line each: label = value. At most six.</source>
        <translation>每行一条：名称 = 内容，最多六行。</translation>
    </message>
    <message>
        <source>How customers ask for it, one line each, every time in other words.</source>
        <translation>客户会怎么问，一行一句，每句换个说法。</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Put into the draft</source>
        <translation>放入草稿</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>从草稿删除</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新文章</translation>
    </message>
    <message>
        <source>New reply</source>
        <translation>新话术</translation>
    </message>
    <message>
        <source>No entry open</source>
        <translation>未打开条目</translation>
    </message>
    <message>
        <source>Choose an entry on the left, or write a new one.</source>
        <translation>请在左边选一条，或者新写一条。</translation>
    </message>
    <message>
        <source>Begin a draft on the right to change it.</source>
        <translation>要修改，请先在右边开始一份草稿。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查……</translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation>还不行：%1</translation>
    </message>
    <message>
        <source>In the draft.</source>
        <translation>已放入草稿。</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>检查通过。</translation>
    </message>
    <message>
        <source>Nearly the same: %1</source>
        <translation>内容几乎相同：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>HandPane</name>
    <message>
        <source>Lower</source>
        <translation>放下</translation>
    </message>
    <message>
        <source>Lower the hand</source>
        <translation>放下举手</translation>
    </message>
    <message>
        <source>Put away; the hand stays up</source>
        <translation>收起；举手保持</translation>
    </message>
    <message>
        <source>Whom to ask</source>
        <translation>向谁求助</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source>your supervisor</source>
        <translation>您的主管</translation>
    </message>
    <message>
        <source>%1 answers you</source>
        <translation>%1 正在回应您</translation>
    </message>
    <message>
        <source>Hand raised to %1</source>
        <translation>已向%1举手</translation>
    </message>
    <message>
        <source>Waiting, and the house&apos;s target</source>
        <translation>已等待 / 目标时间</translation>
    </message>
</context>
<context>
    <name>HeatLine</name>
    <message>
        <source>Mean of the last five by line: %1</source>
        <translation>最近五次各项平均：%1</translation>
    </message>
</context>
<context>
    <name>LabelForm</name>
    <message>
        <source>Bookmarked. What does this moment show? (may stay empty)</source>
        <translation>已加书签。这一刻说明什么？（可不填）</translation>
    </message>
    <message>
        <source>Label of the bookmark</source>
        <translation>书签说明</translation>
    </message>
    <message>
        <source>Keep the label</source>
        <translation>保存说明</translation>
    </message>
</context>
<context>
    <name>LineSettings</name>
    <message>
        <source>When a supervisor steps in</source>
        <translation>主管介入时</translation>
    </message>
    <message>
        <source>Listening and speaking</source>
        <translation>监听与说话</translation>
    </message>
    <message>
        <source>Headset</source>
        <translation>耳机</translation>
    </message>
    <message>
        <source>Line bridge</source>
        <translation>线路桥接</translation>
    </message>
    <message>
        <source>Customer meanwhile</source>
        <translation>此时客户的音量</translation>
    </message>
    <message>
        <source>Play calls through</source>
        <translation>监听输出</translation>
    </message>
    <message>
        <source>Speak through</source>
        <translation>说话用的麦克风</translation>
    </message>
    <message>
        <source>Best one found</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>as loud as before</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>%1 dB quieter</source>
        <translation>降低 %1 dB</translation>
    </message>
    <message>
        <source>Both sides in both ears</source>
        <translation>双耳都听双方</translation>
    </message>
    <message>
        <source>Check the bridge</source>
        <translation>检查桥接</translation>
    </message>
    <message>
        <source>Set up a bridge</source>
        <translation>建立桥接</translation>
    </message>
    <message>
        <source>Left ear customer, right ear agent. Use a headset: with loudspeakers the microphone hears the call, and the echo is not removed.</source>
        <translation>左耳客户，右耳坐席。请使用耳机：用扬声器时麦克风会收到通话声，回声不会消除。</translation>
    </message>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1（未接入）</translation>
    </message>
    <message>
        <source>A test tone is played into the bridge …</source>
        <translation>正在向桥接播放测试音……</translation>
    </message>
    <message>
        <source>The tone arrives after %1 ms. In the softphone, choose “%2” as the microphone.</source>
        <translation>测试音在 %1 毫秒后到达。请在软电话里选择“%2”作为麦克风。</translation>
    </message>
    <message>
        <source>The bridge is ready: a supervisor can be heard by the customer.</source>
        <translation>桥接就绪：主管的声音可以传给客户。</translation>
    </message>
    <message>
        <source>Install a virtual cable such as VB-CABLE. Choose its input here, and its output as the microphone in the softphone.</source>
        <translation>请安装虚拟声卡线（例如 VB-CABLE）。在这里选择它的输入端，在软电话里选择它的输出端作为麦克风。</translation>
    </message>
    <message>
        <source>Install a virtual device such as BlackHole. Choose it here, and as the microphone in the softphone.</source>
        <translation>请安装虚拟声音设备（例如 BlackHole）。在这里选择它，并在软电话里选它作为麦克风。</translation>
    </message>
    <message>
        <source>Here no bridge can be made: the command pactl is missing (package pulseaudio-utils).</source>
        <translation>此处无法建立桥接：缺少命令 pactl（软件包 pulseaudio-utils）。</translation>
    </message>
    <message>
        <source>In the softphone, choose the other side of this bridge as the microphone.</source>
        <translation>请在软电话里选择这个桥接的另一端作为麦克风。</translation>
    </message>
    <message>
        <source>“Set up a bridge” makes a device for it. Then choose “Seatmate line bridge microphone” as the microphone in the softphone.</source>
        <translation>“建立桥接”会创建一个设备。然后在软电话里选择“Seatmate line bridge microphone”作为麦克风。</translation>
    </message>
    <message>
        <source>While Seatmate is closed the customer hears nothing over it: choose your own microphone then.</source>
        <translation>同席关闭时，客户经桥接听不到任何声音：届时请改用自己的麦克风。</translation>
    </message>
    <message>
        <source>This system does not let Seatmate make the softphone quieter: the supervisor&apos;s voice is only added.</source>
        <translation>本系统不允许同席调低软电话的音量：只会叠加主管的声音。</translation>
    </message>
</context>
<context>
    <name>MarksPane</name>
    <message>
        <source>Your bookmarks and coaching notes of the last 30 days</source>
        <translation>您近30天的书签和辅导意见</translation>
    </message>
    <message>
        <source>Back to the live calls</source>
        <translation>回到进行中的通话</translation>
    </message>
    <message>
        <source>Nothing yet. In an opened call, B bookmarks a moment and C writes a coaching note.</source>
        <translation>还没有。打开通话后，按 B 加书签，按 C 写辅导意见。</translation>
    </message>
    <message>
        <source>Asking for them…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the call of this moment</source>
        <translation>打开这一刻所在的通话</translation>
    </message>
    <message>
        <source>A training scenario was made of it</source>
        <translation>已做成培训场景</translation>
    </message>
    <message>
        <source>Make a training scenario of this</source>
        <translation>做成培训场景</translation>
    </message>
</context>
<context>
    <name>MistakeFields</name>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>Intents</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Asked as</source>
        <translation>客户问法</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Comes after</source>
        <translation>前一篇</translation>
    </message>
    <message>
        <source>Explains</source>
        <translation>说明的条款</translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>`%f`: `%1` is not known; expected one of: %2</source>
        <translation>“%f”里的“%1”不认识；可以填：%2</translation>
    </message>
    <message>
        <source>`%f` must be a date such as 2026-11-01, not %1</source>
        <translation>“%f”要写成日期，例如 2026-11-01，不能是 %1</translation>
    </message>
    <message>
        <source>`%f` must not be empty</source>
        <translation>“%f”不能为空</translation>
    </message>
    <message>
        <source>has %1 rows, a card shows %2</source>
        <translation>有 %1 行，一张卡片最多显示 %2 行</translation>
    </message>
    <message>
        <source>needs a body or rows</source>
        <translation>要写正文或各行，至少一样</translation>
    </message>
    <message>
        <source>two rows have the same label; each needs its own</source>
        <translation>有两行的名称相同；每行要有自己的名称</translation>
    </message>
    <message>
        <source>is %1 characters long once filled (%2), the limit is %3</source>
        <translation>填好以后有 %1 个字（%2），最多 %3 个字</translation>
    </message>
    <message>
        <source>is %1 words long once filled (%2), the limit is %3</source>
        <translation>填好以后有 %1 个词（%2），最多 %3 个词</translation>
    </message>
    <message>
        <source>the placeholder %1 names no field of a customer; known: %2</source>
        <translation>占位符 %1 不是客户资料里的项目；可以用：%2</translation>
    </message>
    <message>
        <source>the placeholder %1 names no product; known: %2</source>
        <translation>占位符 %1 里没有这个产品；可以用：%2</translation>
    </message>
    <message>
        <source>the placeholder %1 names no term of `%2`; known: %3</source>
        <translation>占位符 %1 不是“%2”的条款；可以用：%3</translation>
    </message>
    <message>
        <source>the placeholder %1 names no slot; known: %2</source>
        <translation>占位符 %1 不是可填的内容；可以用：%2</translation>
    </message>
    <message>
        <source>the placeholder %1 is not known; write {customer.&lt;field&gt;}, {product.&lt;id&gt;.&lt;term&gt;} or {slot.&lt;name&gt;}</source>
        <translation>占位符 %1 不认识；请写成 {customer.&lt;项目&gt;}、{product.&lt;编号&gt;.&lt;条款&gt;} 或 {slot.&lt;名称&gt;}</translation>
    </message>
    <message>
        <source>has a brace without its partner; placeholders are written {product.&lt;id&gt;.&lt;term&gt;}</source>
        <translation>花括号不成对；占位符写成 {product.&lt;编号&gt;.&lt;条款&gt;}</translation>
    </message>
    <message>
        <source>the id `%1` may only hold letters, digits, `_`, `-`, `.`</source>
        <translation>编号“%1”只能用字母、数字和 _ - .</translation>
    </message>
    <message>
        <source>the id `%1` is used twice; every %2 needs its own</source>
        <translation>编号“%1”用了两次；每个 %2 要有自己的编号</translation>
    </message>
    <message>
        <source>holds the hidden character %1; a text must show all that it says, write it anew without</source>
        <translation>里面有看不见的字符 %1；文字必须全部看得见，请重新写一遍</translation>
    </message>
    <message>
        <source>`%f`: `%1` stands in the article `%2` already; a question belongs to one article</source>
        <translation>“%f”里的“%1”在文章“%2”里已经有了；一个问法只能属于一篇文章</translation>
    </message>
    <message>
        <source>`%f` holds an empty question; take it out</source>
        <translation>“%f”里有空的一行；请删掉</translation>
    </message>
    <message>
        <source>`%f`: there is no article `%1`</source>
        <translation>“%f”：没有文章“%1”</translation>
    </message>
    <message>
        <source>`%f` goes in a circle: %1</source>
        <translation>“%f”首尾相接成了一圈：%1</translation>
    </message>
    <message>
        <source>`keywords_only` needs `keywords`</source>
        <translation>只按词语匹配的话术要写词语</translation>
    </message>
    <message>
        <source>the role %1 does not write playbooks; ask a trainer, quality or compliance</source>
        <translation>角色 %1 不能编写知识库；请找培训、质检或合规人员</translation>
    </message>
    <message>
        <source>the role %1 does not publish playbooks; ask compliance or an administrator</source>
        <translation>角色 %1 不能发布知识库；请找合规人员或管理员</translation>
    </message>
    <message>
        <source>%1 proposed this version; a second person has to publish it</source>
        <translation>这个版本是 %1 提出的；要由另一个人发布</translation>
    </message>
    <message>
        <source>version %1 is published already; propose the draft under a new version</source>
        <translation>版本 %1 已经发布过；请换一个版本号再提交</translation>
    </message>
    <message>
        <source>version %1 is published already; name the draft&apos;s version anew</source>
        <translation>版本 %1 已经发布过；请给草稿换一个版本号</translation>
    </message>
    <message>
        <source>version %1 is proposed already; publish or reject that first</source>
        <translation>版本 %1 已经提交过；请先发布或退回</translation>
    </message>
    <message>
        <source>%1 can not be a version; use letters, digits, `.`, `-` and `_`</source>
        <translation>%1 不能用作版本号；请用字母、数字和 . - _</translation>
    </message>
    <message>
        <source>there is no version %1; see %2</source>
        <translation>没有版本 %1；可以看 %2</translation>
    </message>
    <message>
        <source>there is no proposal %1; see %2</source>
        <translation>没有这个提交 %1；可以看 %2</translation>
    </message>
    <message>
        <source>there is a draft of %1 already; propose it, or drop it first</source>
        <translation>%1 已经有一份草稿；请提交它，或者先丢掉</translation>
    </message>
    <message>
        <source>there is no draft of %1; begin one: %2</source>
        <translation>%1 还没有草稿；请先新建：%2</translation>
    </message>
    <message>
        <source>there is no article `%1` any more; look at the list again</source>
        <translation>文章“%1”已经不在了；请刷新左边的列表</translation>
    </message>
    <message>
        <source>there is no reply `%1` any more; look at the list again</source>
        <translation>话术“%1”已经不在了；请刷新左边的列表</translation>
    </message>
    <message>
        <source>there is no %1 `%2` in this playbook&apos;s own files</source>
        <translation>这个知识库自己的文件里没有 %1 “%2”</translation>
    </message>
</context>
<context>
    <name>MoodCurve</name>
    <message>
        <source>Mood of the simulated customer, from -1 to 1: %1</source>
        <translation>模拟客户的情绪，-1 到 1：%1</translation>
    </message>
</context>
<context>
    <name>MoodPane</name>
    <message>
        <source>Trend of the customer&apos;s mood</source>
        <translation>客户情绪走势</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>客户情绪</translation>
    </message>
    <message>
        <source>Mood analysis is off</source>
        <translation>情绪分析已关闭</translation>
    </message>
    <message>
        <source>Shown as soon as the customer&apos;s words or voice tell it</source>
        <translation>听出客户情绪后显示</translation>
    </message>
    <message>
        <source>Off until the customer has been told of it</source>
        <translation>告知客户之前不分析</translation>
    </message>
    <message>
        <source>Off: the customer declined on %1</source>
        <translation>客户已于 %1 拒绝</translation>
    </message>
    <message>
        <source>Off: the customer declined</source>
        <translation>客户已拒绝</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Pleased</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Unhappy</source>
        <translation>不满</translation>
    </message>
    <message>
        <source>Anxious</source>
        <translation>焦急</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>Customer: %1</source>
        <translation>客户：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Compared with this customer&apos;s first minute</source>
        <translation>与这位客户的第一分钟相比</translation>
    </message>
</context>
<context>
    <name>NearMissesPane</name>
    <message>
        <source>Questions that found nothing</source>
        <translation>没有答案的问题</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>返回表单</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Begin a draft on the right to write an article about one.</source>
        <translation>要为这些问题写文章，请先在右边开始一份草稿。</translation>
    </message>
    <message>
        <source>The calls could not be looked through.</source>
        <translation>无法查看过往通话。</translation>
    </message>
    <message>
        <source>Looking through past calls…</source>
        <translation>正在查看过往通话…</translation>
    </message>
    <message numerus="yes">
        <source>of the last %n days</source>
        <translation>
            <numerusform>最近 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looked through: %n calls %1, the newest first. Figures and names are taken out.</source>
        <translation>
            <numerusform>已查看%1的 %n 通电话，从最新的开始；数字和姓名已去除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing yet: in %n calls %1, no question that was asked in two calls or more found nothing.</source>
        <translation>
            <numerusform>暂时没有：%1的 %n 通电话中，没有两通以上电话都问到却找不到答案的问题。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing yet: there are no calls %1 with this playbook.</source>
        <translation>暂时没有：%1没有使用这本业务手册的通话。</translation>
    </message>
    <message numerus="yes">
        <source>asked %n times</source>
        <translation>
            <numerusform>问过 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n calls</source>
        <translation>
            <numerusform>%n 通电话</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Write an article</source>
        <translation>写一篇文章</translation>
    </message>
    <message>
        <source>In common: %1</source>
        <translation>共同的词：%1</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>One line for the agent&apos;s screen</source>
        <translation>写一行，显示在坐席屏幕上</translation>
    </message>
    <message>
        <source>Note to the agent</source>
        <translation>给坐席的便条</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Show it on the agent&apos;s screen</source>
        <translation>显示在坐席屏幕上</translation>
    </message>
    <message>
        <source>Answers by one key</source>
        <translation>一键回复</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>答案 %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <translation>尚未回复</translation>
    </message>
    <message>
        <source>answered “%1”</source>
        <translation>已回复“%1”</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已阅</translation>
    </message>
    <message>
        <source>%1: “%2”, %3</source>
        <translation>%1：“%2”，%3</translation>
    </message>
</context>
<context>
    <name>NoteShownPane</name>
    <message>
        <source>No note from a supervisor</source>
        <translation>没有主管便条</translation>
    </message>
    <message>
        <source>Note from %1</source>
        <translation>%1 的便条</translation>
    </message>
    <message>
        <source>a supervisor</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Answer “%1”</source>
        <translation>回复“%1”</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>NoticePane</name>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>关闭通知</translation>
    </message>
    <message>
        <source>Approved by %2: %1. You may go on.</source>
        <translation>%2已批准：%1。可以继续。</translation>
    </message>
    <message>
        <source>Approved: %1. You may go on.</source>
        <translation>已批准：%1。可以继续。</translation>
    </message>
    <message>
        <source>Nobody answered in time: %1. Do not go on with it.</source>
        <translation>无人按时答复：%1。请勿继续办理。</translation>
    </message>
    <message>
        <source>Not approved by %2: %1. Do not go on with it.</source>
        <translation>%2未批准：%1。请勿继续办理。</translation>
    </message>
    <message>
        <source>Not approved: %1. Do not go on with it.</source>
        <translation>未获批准：%1。请不要继续办理。</translation>
    </message>
    <message>
        <source>Waiting for a second person: %1 (%2 left)</source>
        <translation>等待第二人复核：%1（剩 %2）</translation>
    </message>
    <message>
        <source>Waiting for a second person: %1</source>
        <translation>等待第二人复核：%1</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Something failed ({code}). The call goes on; tell your administrator.</source>
        <translation>出现故障（{code}）。通话照常进行，请告知管理员。</translation>
    </message>
    <message>
        <source>The recogniser has a problem. The call goes on; words may be missing.</source>
        <translation>识别引擎有问题，可能漏字。通话照常进行。</translation>
    </message>
    <message>
        <source>The recogniser failed on some words, which are missing. The call goes on; tell your administrator.</source>
        <translation>语音识别出错，有些话没有转写出来。通话可以继续；请告知管理员。</translation>
    </message>
    <message>
        <source>The server can not tell speech from silence, so nothing is transcribed. Ask the administrator to install onnxruntime.</source>
        <translation>服务器分不清人声和静音，无法转写。请管理员安装 onnxruntime。</translation>
    </message>
    <message>
        <source>The server is very busy: one suggestion at a time, without alternatives. Go on as usual.</source>
        <translation>服务器非常繁忙：每次只给一条建议，不给备选。请照常通话。</translation>
    </message>
    <message>
        <source>The server has no recogniser, so nothing is transcribed. Ask the administrator to load a model.</source>
        <translation>服务器没有识别模型，无法转写。请管理员装载模型。</translation>
    </message>
    <message>
        <source>Nothing in the knowledge base answers this. Try other words.</source>
        <translation>知识库中没有找到答案。请换个说法再查。</translation>
    </message>
    <message>
        <source>The sound can not be used. Check the devices in the settings.</source>
        <translation>声音无法使用。请在设置里检查设备。</translation>
    </message>
    <message>
        <source>The sound is too loud and distorts. Turn the input level down.</source>
        <translation>声音过大失真。请调低输入音量。</translation>
    </message>
    <message>
        <source>The file has one channel. Choose one with customer and agent on separate channels.</source>
        <translation>文件只有一个声道。请选客户和坐席分声道的文件。</translation>
    </message>
    <message>
        <source>The sound has telephone quality, so more words are misheard. Choose a wideband device if there is one.</source>
        <translation>声音是电话音质，听错的字会多一些。有宽带设备时请改用。</translation>
    </message>
    <message>
        <source>The sound lost its place in the call. End the call and start a new one.</source>
        <translation>声音在通话中的位置乱了。请结束通话，重新开始。</translation>
    </message>
    <message>
        <source>The server can not use this client&apos;s sound. Update this client.</source>
        <translation>服务器无法使用本客户端的声音。请更新客户端。</translation>
    </message>
    <message>
        <source>The sound has the wrong sampling rate. Choose another device.</source>
        <translation>采样率不合要求。请换一个设备。</translation>
    </message>
    <message>
        <source>No sound arrives. Check that the right device is chosen and not muted.</source>
        <translation>没有声音。请检查设备是否选对、是否静音。</translation>
    </message>
    <message>
        <source>The file is not audio, or is damaged. Choose another file.</source>
        <translation>文件不是音频或已损坏。请换一个文件。</translation>
    </message>
    <message>
        <source>The server refused the sign-in. Ask the administrator.</source>
        <translation>服务器拒绝登录。请联系管理员。</translation>
    </message>
    <message>
        <source>This key can only enrol a workstation. Run seatmate enroll with your code first.</source>
        <translation>这个密钥只能用来登记工作站。请先用登记码运行 seatmate enroll。</translation>
    </message>
    <message>
        <source>The enrolment code is used up or too old. Ask the administrator for a new one.</source>
        <translation>登记码已用过或已过期。请向管理员索取新的登记码。</translation>
    </message>
    <message>
        <source>The server does not know this workstation. Enrol it again with a code from the administrator.</source>
        <translation>服务器不认识这台工作站。请向管理员要登记码重新登记。</translation>
    </message>
    <message>
        <source>The server refused this workstation. Ask the administrator.</source>
        <translation>服务器拒绝了本工作站。请联系管理员。</translation>
    </message>
    <message>
        <source>This workstation was blocked. Ask the administrator.</source>
        <translation>这台工作站已被停用。请联系管理员。</translation>
    </message>
    <message>
        <source>The server&apos;s key is not the one enrolled. Do not go on; ask the administrator.</source>
        <translation>服务器密钥与登记时不同。请停止使用并联系管理员。</translation>
    </message>
    <message>
        <source>You are signed out. Sign in to go on.</source>
        <translation>您已退出登录。请登录后继续。</translation>
    </message>
    <message>
        <source>Too many wrong sign-ins. Wait a few minutes, then try again.</source>
        <translation>登录错误次数过多。请过几分钟再试。</translation>
    </message>
    <message>
        <source>Name or password is wrong. Sign in again.</source>
        <translation>用户名或密码不对。请重新登录。</translation>
    </message>
    <message>
        <source>A supervisor can not be heard by the customer. Check the line bridge in the settings.</source>
        <translation>主管的声音无法传给客户。请在设置中检查线路桥接。</translation>
    </message>
    <message>
        <source>The line bridge is gone, so the customer may not hear you. Choose your own microphone in the softphone, then check the bridge in the settings.</source>
        <translation>线路桥接已断开，客户可能听不到您。请先在软电话里改用自己的麦克风，再到设置中检查桥接。</translation>
    </message>
    <message>
        <source>No line bridge is set up: a supervisor can speak to you, but not to the customer. Set one up in the settings if you want it.</source>
        <translation>尚未设置线路桥接：主管可以对您说话，但客户听不到。如有需要，请在设置中建立。</translation>
    </message>
    <message>
        <source>Nothing arrived at the softphone&apos;s side of the bridge. Unmute the device, then check again.</source>
        <translation>桥接的软电话一侧没有收到声音。请取消设备静音，然后重新检查。</translation>
    </message>
    <message>
        <source>The line bridge was never checked. Check it in the settings, outside of a call.</source>
        <translation>线路桥接还没有检查过。请在没有通话时到设置中检查。</translation>
    </message>
    <message>
        <source>What is played into this output does not arrive at a microphone. Choose a virtual cable or the bridge that Seatmate sets up, then check again.</source>
        <translation>从这个输出播放的声音没有到达任何麦克风。请选择虚拟声卡线，或选择同席建立的桥接，然后重新检查。</translation>
    </message>
    <message>
        <source>The server refused this call. End it and start again.</source>
        <translation>服务器拒绝了这通电话。请结束后重新开始。</translation>
    </message>
    <message>
        <source>The server is busy with this call. Try again in a moment.</source>
        <translation>服务器正忙于处理这通电话。请稍后再试。</translation>
    </message>
    <message>
        <source>The server does not accept this client&apos;s call. Update this client.</source>
        <translation>服务器不接受本客户端的通话。请更新客户端。</translation>
    </message>
    <message>
        <source>The server does not have this call open any more. End it and start a new one.</source>
        <translation>服务器上这通电话已经关闭。请结束后重新开始。</translation>
    </message>
    <message>
        <source>This call belongs to another workstation. End it and start a new one.</source>
        <translation>这通电话属于另一个工作站。请结束后重新开始。</translation>
    </message>
    <message>
        <source>What was handed over is no phone number. Enter it by hand.</source>
        <translation>传来的内容不是电话号码，请手工输入。</translation>
    </message>
    <message>
        <source>There are too many calls at once. End another one, then try again.</source>
        <translation>同时进行的通话太多。请先结束其他通话，再试一次。</translation>
    </message>
    <message>
        <source>The playbook was not changed. Look at the reason below and try again.</source>
        <translation>知识库没有改动。请看下面的原因后重试。</translation>
    </message>
    <message>
        <source>The server can not write playbooks now. Ask the administrator to free some space.</source>
        <translation>服务器现在写不了知识库，请管理员清理磁盘空间。</translation>
    </message>
    <message>
        <source>This name is taken. Choose another one.</source>
        <translation>这个名称已被占用，请换一个。</translation>
    </message>
    <message>
        <source>This is not there any more. Look at the list again.</source>
        <translation>这一项已经不在了，请重新看列表。</translation>
    </message>
    <message>
        <source>Your role does not allow this. Ask compliance or an administrator.</source>
        <translation>您的角色不能这样做，请找合规人员或管理员。</translation>
    </message>
    <message>
        <source>You proposed this version yourself. Ask a second person to publish it.</source>
        <translation>这一版是您自己提交的，请另一个人来发布。</translation>
    </message>
    <message>
        <source>The server is overloaded and takes no new calls. Try again in a minute.</source>
        <translation>服务器过载，暂不接新的通话。请一分钟后再试。</translation>
    </message>
    <message>
        <source>Sound can not be captured. Choose another device in the settings.</source>
        <translation>无法采集声音。请在设置里换一个设备。</translation>
    </message>
    <message>
        <source>Capturing stopped. End the call and start a new one; if it happens again, tell your administrator.</source>
        <translation>录音中断。请结束通话，重新开始；如再次出现，请告知管理员。</translation>
    </message>
    <message>
        <source>Something failed in this client. Start it again; if it happens again, tell your administrator.</source>
        <translation>客户端出错。请重新启动；如再次出现，请告知管理员。</translation>
    </message>
    <message>
        <source>The customer could not be looked up. Ask the customer, and tell your administrator.</source>
        <translation>无法查询客户资料。请向客户询问，并告知管理员。</translation>
    </message>
    <message>
        <source>The CRM gave no usable answer. Ask the customer, or look in the CRM itself.</source>
        <translation>CRM 没有给出可用的结果。请向客户询问，或直接在 CRM 中查看。</translation>
    </message>
    <message>
        <source>The CRM&apos;s certificate is not trusted. Look in the CRM itself, and tell your administrator.</source>
        <translation>CRM 的证书不受信任。请直接在 CRM 中查看，并告知管理员。</translation>
    </message>
    <message>
        <source>The CRM has failed several times and is left alone for a while. Try again in a minute.</source>
        <translation>CRM 多次出错，暂停查询。请一分钟后再试。</translation>
    </message>
    <message>
        <source>The CRM sends the question on to another address. Look in the CRM itself, and tell your administrator.</source>
        <translation>CRM 把查询转向了别的地址，未予跟随。请直接在 CRM 中查看，并告知管理员。</translation>
    </message>
    <message>
        <source>The CRM refuses this server. Look in the CRM itself, and tell your administrator.</source>
        <translation>CRM 拒绝了本服务器。请直接在 CRM 中查看，并告知管理员。</translation>
    </message>
    <message>
        <source>The CRM did not answer in time. Try again, or look in the CRM itself.</source>
        <translation>CRM 未及时应答。请再试一次，或直接在 CRM 中查看。</translation>
    </message>
    <message>
        <source>The CRM can not be reached. Try again, or look in the CRM itself.</source>
        <translation>无法连接 CRM。请再试一次，或直接在 CRM 中查看。</translation>
    </message>
    <message>
        <source>The demonstration stopped. Start it again; its report says why.</source>
        <translation>演示中断。请重新开始，原因见演示报告。</translation>
    </message>
    <message>
        <source>The demonstration&apos;s report can not be written. Choose another file.</source>
        <translation>演示报告无法写入。请换一个文件。</translation>
    </message>
    <message>
        <source>The demonstration&apos;s server does not run. Start it again; its log says why.</source>
        <translation>演示服务器没有运行。请重新启动；原因见日志。</translation>
    </message>
    <message>
        <source>The demonstration is silent. Choose another file.</source>
        <translation>演示没有声音。请换一个文件。</translation>
    </message>
    <message>
        <source>The demonstration could not be spoken. Install the synthetic voices, or play a file with --audio.</source>
        <translation>演示无法合成语音。请安装合成语音，或用 --audio 播放文件。</translation>
    </message>
    <message>
        <source>The system does not hand out the sound device. Close other programs that use it.</source>
        <translation>系统没有放开声音设备。请关闭占用它的程序。</translation>
    </message>
    <message>
        <source>The system does not hand out the sound device. Close other programs that use it, or allow it in the privacy settings.</source>
        <translation>系统没有交出声音设备。请关闭占用它的程序，或在隐私设置中允许使用。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock and the server&apos;s are {minutes} min apart. Calling hours and records follow the server&apos;s; tell your administrator.</source>
        <translation>本机时钟与服务器相差{minutes}分钟。呼出时间和记录以服务器为准，请告知管理员。</translation>
    </message>
    <message>
        <source>The server&apos;s clock is wrong or was just set. Calling hours and dates of records may be wrong; tell your administrator.</source>
        <translation>服务器时钟有误或刚被调整，呼出时间和记录日期可能不准，请告知管理员。</translation>
    </message>
    <message>
        <source>Rules are judged by their phrases alone: the model for other words is missing. Warnings go on; ask the administrator to verify the models.</source>
        <translation>规则只按词句判断：识别换一种说法的模型缺失。提醒照常，请管理员检查模型。</translation>
    </message>
    <message>
        <source>This number must not be called now. The start page says why, and who can let the call through.</source>
        <translation>现在不能拨打这个号码。起始页写明原因和可放行的人。</translation>
    </message>
    <message>
        <source>The server did not say whether this number may be called. Check it yourself; pressing start again begins the call.</source>
        <translation>服务器没有答复这个号码能否拨打。请自行核对；再按一次开始即拨打。</translation>
    </message>
    <message>
        <source>The supervisor&apos;s name or password is wrong. The call stays blocked; try again.</source>
        <translation>主管登录名或密码有误，号码仍被拦截，请重试。</translation>
    </message>
    <message>
        <source>A call is let through for a reason only. Enter one; it is kept with the release.</source>
        <translation>放行必须填写原因，原因随放行记录保存。</translation>
    </message>
    <message>
        <source>The workstation is not enrolled. Ask the administrator for a new code.</source>
        <translation>这台工作站尚未登记。请向管理员要新的登记码。</translation>
    </message>
    <message>
        <source>The enrolment code is wrong or incomplete. Copy it whole and enter it again.</source>
        <translation>登记码有误或不完整。请完整复制后再输入。</translation>
    </message>
    <message>
        <source>This workstation is not enrolled. Ask the administrator for a code, then run seatmate enroll with it.</source>
        <translation>本工作站尚未登记。请向管理员索取登记码，再运行 seatmate enroll。</translation>
    </message>
    <message>
        <source>The server does not accept the enrolment code. Ask the administrator for a new one.</source>
        <translation>服务器不接受这个登记码。请向管理员索取新的登记码。</translation>
    </message>
    <message>
        <source>The server does not answer. Check the network, then enter the same code again.</source>
        <translation>服务器没有应答。请检查网络，再输入同一个登记码。</translation>
    </message>
    <message>
        <source>This answer for a risky operation does not count. Ask a supervisor of the agent&apos;s team.</source>
        <translation>该风险操作的答复无效。请由坐席所在团队的主管答复。</translation>
    </message>
    <message>
        <source>Only a supervisor answers for a risky operation. Ask one.</source>
        <translation>只有主管可以答复风险操作。请联系主管。</translation>
    </message>
    <message>
        <source>Nobody approves an operation of their own call. Ask another supervisor.</source>
        <translation>不能批准自己通话中的操作。请联系另一位主管。</translation>
    </message>
    <message>
        <source>This operation belongs to another team. Its own supervisor has to answer.</source>
        <translation>该操作属于其他团队，须由该团队主管答复。</translation>
    </message>
    <message>
        <source>This operation no longer waits for an answer. Look at the list again.</source>
        <translation>该操作已不再等待答复。请重新查看列表。</translation>
    </message>
    <message>
        <source>The headset can not be used. Choose another output in the settings.</source>
        <translation>耳机无法使用。请在设置中选择其他输出设备。</translation>
    </message>
    <message>
        <source>The headset&apos;s output is also recorded as the customer&apos;s line, so a supervisor&apos;s words stand there too. Choose another headset output, or let the softphone play into a device of its own.</source>
        <translation>耳机输出同时被当作客户线路录音，主管的话也会记在客户一侧。请另选耳机输出，或让软电话使用单独的播放设备。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring can not be used. Unlock or install it, then start again.</source>
        <translation>系统密钥环无法使用。请解锁或安装后重新启动。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is locked or refused. Unlock it, then start again.</source>
        <translation>系统密钥环已锁定或拒绝访问。请解锁后重新启动。</translation>
    </message>
    <message>
        <source>The system has no keyring that encrypts. Install and unlock one, then start again.</source>
        <translation>系统没有可加密的密钥环。请安装并解锁，然后重新启动。</translation>
    </message>
    <message>
        <source>What agents take or customers ask has changed by more than 5 points within a week. See: seatmate-server eval drift.</source>
        <translation>一周之内，坐席采用的内容或客户所问的变化超过了5个百分点。请查看：seatmate-server eval drift。</translation>
    </message>
    <message>
        <source>The experiment of the settings does not run; all calls stay as they are. The server&apos;s log says why.</source>
        <translation>设置里的对照试验没有运行，所有通话照旧。原因见服务器日志。</translation>
    </message>
    <message>
        <source>The customer line is too loud and distorts. Turn its level down.</source>
        <translation>客户线路声音过大，已失真。请调低音量。</translation>
    </message>
    <message>
        <source>The customer line was unplugged. Plug it in again; the agent&apos;s side goes on.</source>
        <translation>客户线路设备已拔出。请重新插上，坐席一侧照常。</translation>
    </message>
    <message>
        <source>There is no device for the customer line. Choose one in the settings.</source>
        <translation>没有客户线路设备。请在设置里选择。</translation>
    </message>
    <message>
        <source>Nothing is heard from the customer line. Check that the right device is chosen in the settings.</source>
        <translation>听不到客户线路的声音。请在设置中检查是否选对了设备。</translation>
    </message>
    <message>
        <source>The connection has a problem. Sound is kept and sent later.</source>
        <translation>连接有问题。声音已保留，稍后补发。</translation>
    </message>
    <message>
        <source>The connection failed inside this client. Restart it and send its log to the administrator.</source>
        <translation>客户端内部的连接出错。请重新启动，并把日志交给管理员。</translation>
    </message>
    <message>
        <source>The language model has a problem. Approved replies are shown instead; go on as usual.</source>
        <translation>语言模型有问题，改用核准话术，请照常继续。</translation>
    </message>
    <message>
        <source>The language model does not answer. Approved replies are shown instead; go on as usual.</source>
        <translation>语言模型没有应答，改用核准话术，请照常继续。</translation>
    </message>
    <message>
        <source>The language model failed. Approved replies are shown instead; go on as usual.</source>
        <translation>语言模型出错，改用核准话术，请照常继续。</translation>
    </message>
    <message>
        <source>The language model answers nonsense. Approved replies are shown instead; tell your administrator, please.</source>
        <translation>语言模型的回答无法使用，改用核准话术，请告知管理员。</translation>
    </message>
    <message>
        <source>The language model refuses this server. Approved replies are shown instead; tell your administrator, please.</source>
        <translation>语言模型拒绝了服务器，改用核准话术，请告知管理员。</translation>
    </message>
    <message>
        <source>The language model is not set up correctly. Approved replies are shown instead; tell your administrator, please.</source>
        <translation>语言模型没有设置好，改用核准话术，请告知管理员。</translation>
    </message>
    <message>
        <source>The language model is too slow. Approved replies are shown instead; go on as usual.</source>
        <translation>语言模型太慢，改用核准话术，请照常继续。</translation>
    </message>
    <message>
        <source>The microphone is too loud and distorts. Turn its level down.</source>
        <translation>麦克风声音过大，已失真。请调低音量。</translation>
    </message>
    <message>
        <source>The microphone was unplugged. Plug it in again; the customer&apos;s side goes on.</source>
        <translation>麦克风已拔出。请重新插上，客户一侧照常。</translation>
    </message>
    <message>
        <source>There is no microphone. Plug one in or choose one in the settings.</source>
        <translation>没有麦克风。请插上或在设置里选择。</translation>
    </message>
    <message>
        <source>Nothing is heard from the microphone. Check that it is not muted, and chosen in the settings.</source>
        <translation>听不到麦克风的声音。请检查是否静音，并在设置中确认设备。</translation>
    </message>
    <message>
        <source>A model can not be used. Ask the administrator to verify the models.</source>
        <translation>模型无法使用。请管理员校验模型。</translation>
    </message>
    <message>
        <source>This computer takes the words too slowly. Close other programs; what is missing follows by itself.</source>
        <translation>这台电脑接收文字太慢。请关闭其他程序；缺少的内容会自动补上。</translation>
    </message>
    <message>
        <source>Sound can not be played. Choose another output in the settings.</source>
        <translation>无法播放声音。请在设置中选择其他输出设备。</translation>
    </message>
    <message>
        <source>The output was unplugged, so the call is not heard. Plug it in again.</source>
        <translation>输出设备已拔出，听不到通话。请重新插好。</translation>
    </message>
    <message>
        <source>There is no output for sound. Plug in a headset or choose one in the settings.</source>
        <translation>没有可用的声音输出。请插上耳机，或在设置中选择。</translation>
    </message>
    <message>
        <source>The server is busy: live words for the customer only, yours follow when complete.</source>
        <translation>服务器繁忙：只实时显示客户的话，您的话说完后显示。</translation>
    </message>
    <message>
        <source>The server is very busy: a few more words than usual may be misheard. Go on as usual.</source>
        <translation>服务器非常繁忙：听错的字可能比平时略多。请照常通话。</translation>
    </message>
    <message>
        <source>Somebody speaks another language; these words are written in it. Go on as usual.</source>
        <translation>通话中有人说另一种语言，文字将按该语言显示。请照常通话。</translation>
    </message>
    <message>
        <source>English is spoken and written as such. Rules and suggestions stay in the call&apos;s language. Go on as usual.</source>
        <translation>通话中有人说英语，文字将按英语显示；规则和建议仍使用本通话的语言。请照常通话。</translation>
    </message>
    <message>
        <source>Chinese is spoken and written as such. Rules and suggestions stay in the call&apos;s language. Go on as usual.</source>
        <translation>通话中有人说中文，文字将按中文显示；规则和建议仍使用本通话的语言。请照常通话。</translation>
    </message>
    <message>
        <source>The server is very busy: words appear when a sentence is complete. Go on as usual.</source>
        <translation>服务器非常繁忙：每句话说完后才显示文字。请照常通话。</translation>
    </message>
    <message>
        <source>The server is busy: live words come later than usual. Go on as usual.</source>
        <translation>服务器繁忙：实时文字比平时慢。请照常通话。</translation>
    </message>
    <message>
        <source>The playbook can not be read. Ask the administrator to check it.</source>
        <translation>业务手册无法读取。请管理员检查。</translation>
    </message>
    <message>
        <source>A rule pack is past its review date or not in force yet; the others go on. Have compliance look at it.</source>
        <translation>有规则包已过复核日期或尚未生效；其余规则照常。请合规部门查看。</translation>
    </message>
    <message>
        <source>The playbook has a mistake. Ask the administrator to check it.</source>
        <translation>业务手册有错误。请管理员检查。</translation>
    </message>
    <message>
        <source>This playbook was never published. Have a second person publish it.</source>
        <translation>这个知识库还没有发布过，请另一个人来发布。</translation>
    </message>
    <message>
        <source>A published playbook is not what was signed and is not used. Roll back to another version, and tell your administrator.</source>
        <translation>已发布的知识库与签名不符，未被使用。请回到另一版，并告诉管理员。</translation>
    </message>
    <message>
        <source>The server has no such playbook. Ask the administrator to install it.</source>
        <translation>服务器上没有这本业务手册。请管理员安装。</translation>
    </message>
    <message>
        <source>Client and server misunderstand each other. Update this client.</source>
        <translation>客户端与服务器无法互相理解。请更新客户端。</translation>
    </message>
    <message>
        <source>The server does not take this from a client. Update this client.</source>
        <translation>服务器不接受客户端的这类消息。请更新客户端。</translation>
    </message>
    <message>
        <source>The server has forgotten this connection. It connects again by itself.</source>
        <translation>服务器已忘记这个连接。会自动重新连接。</translation>
    </message>
    <message>
        <source>Client and server versions do not fit. Update this client.</source>
        <translation>客户端与服务器版本不符。请更新客户端。</translation>
    </message>
    <message>
        <source>The server has a problem. Sound is kept and sent later.</source>
        <translation>服务器有问题。声音已保留，稍后补发。</translation>
    </message>
    <message>
        <source>The server&apos;s address is wrong. Check it in the settings.</source>
        <translation>服务器地址不对。请在设置里检查。</translation>
    </message>
    <message>
        <source>The server is shutting down. Sound is kept until it is back.</source>
        <translation>服务器正在关闭。声音会保留到它恢复。</translation>
    </message>
    <message>
        <source>The server failed on this. Try again; if it happens again, tell your administrator.</source>
        <translation>服务器处理出错。请再试一次；如再次出现，请告知管理员。</translation>
    </message>
    <message>
        <source>The server&apos;s key is missing or wrong. Enrol this workstation again.</source>
        <translation>服务器密钥缺失或错误。请重新登记这台工作站。</translation>
    </message>
    <message>
        <source>A key in the settings is damaged. Enrol this workstation again.</source>
        <translation>设置中的密钥已损坏。请重新登记本工作站。</translation>
    </message>
    <message>
        <source>The connection is lost. Reconnecting; the last two minutes of sound are kept.</source>
        <translation>连接中断，正在重连。最近两分钟的声音已保留。</translation>
    </message>
    <message>
        <source>The server is still starting. It connects by itself.</source>
        <translation>服务器正在启动，稍后自动连接。</translation>
    </message>
    <message>
        <source>The server does not answer. Reconnecting; the last two minutes of sound are kept.</source>
        <translation>服务器没有响应，正在重连。最近两分钟的声音已保留。</translation>
    </message>
    <message>
        <source>The server can not be reached. Check the network; it connects by itself.</source>
        <translation>无法连接服务器。请检查网络，恢复后自动连接。</translation>
    </message>
    <message>
        <source>The settings can not be read. The defaults are used; save them again.</source>
        <translation>设置无法读取，已用默认值。请重新保存。</translation>
    </message>
    <message>
        <source>The server&apos;s settings have a mistake. Ask the administrator to correct them.</source>
        <translation>服务器的设置有错误。请管理员更正。</translation>
    </message>
    <message>
        <source>The settings can not be read or kept. Choose them again; if it happens again, tell your administrator.</source>
        <translation>设置无法读取或保存。请重新选择；如再次出现，请告知管理员。</translation>
    </message>
    <message>
        <source>The sound library is missing. Install PortAudio, then start again.</source>
        <translation>缺少声音组件。请安装 PortAudio 后重新启动。</translation>
    </message>
    <message>
        <source>Some words could not be recognised. The call goes on.</source>
        <translation>有些话没能识别。通话照常进行。</translation>
    </message>
    <message>
        <source>The recogniser is shutting down. Words follow when the server is back.</source>
        <translation>语音识别正在关闭。服务器恢复后会补上文字。</translation>
    </message>
    <message>
        <source>The server could not go on keeping the sound of this call. The call goes on; tell your administrator.</source>
        <translation>服务器无法继续保存本次通话的录音。通话照常进行，请告知管理员。</translation>
    </message>
    <message>
        <source>The server can not store this call. Tell your administrator.</source>
        <translation>服务器无法保存这通电话。请告知管理员。</translation>
    </message>
    <message>
        <source>The server&apos;s storage is busy. It tries again by itself.</source>
        <translation>服务器存储繁忙。会自动重试。</translation>
    </message>
    <message>
        <source>The server&apos;s storage is damaged. The call goes on; tell your administrator now.</source>
        <translation>服务器存储已损坏。通话可以继续；请立即告知管理员。</translation>
    </message>
    <message>
        <source>The server can not store this call at the moment. The call goes on; tell your administrator.</source>
        <translation>服务器暂时无法保存这通电话。通话可以继续；请告知管理员。</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full, so this call is not stored. Tell your administrator now.</source>
        <translation>服务器磁盘已满，这通电话没有保存。请立即告知管理员。</translation>
    </message>
    <message>
        <source>The server can not open its storage. Tell your administrator.</source>
        <translation>服务器无法打开存储。请告知管理员。</translation>
    </message>
    <message>
        <source>The server knows this call already. End it and start a new one.</source>
        <translation>服务器上已有这通电话。请结束后重新开始。</translation>
    </message>
    <message>
        <source>The server does not find what was asked for. Start the call again.</source>
        <translation>服务器没有找到所需内容。请重新开始通话。</translation>
    </message>
    <message>
        <source>You are not heard. Step in again.</source>
        <translation>对方听不到您。请重新介入。</translation>
    </message>
    <message>
        <source>Your microphone was unplugged, so you are not heard any more. Plug it in, then step in again.</source>
        <translation>您的麦克风已拔出，对方听不到您了。请插好麦克风，再重新介入。</translation>
    </message>
    <message>
        <source>The practice call can not go on. End it and begin again.</source>
        <translation>练习无法继续。请结束后重新开始。</translation>
    </message>
    <message>
        <source>This scenario can not be played. Choose another one and tell your trainer.</source>
        <translation>这个场景无法练习。请选另一个，并告诉培训师。</translation>
    </message>
    <message>
        <source>This scenario has a mistake. Look at the problems in the editor and correct them.</source>
        <translation>这个场景有错误。请查看编辑页里的问题并改正。</translation>
    </message>
    <message>
        <source>This scenario is not there any more. Look at the list again.</source>
        <translation>这个场景已经不在了。请重新查看列表。</translation>
    </message>
    <message>
        <source>Training mode refused this. Look at the list again, then try once more.</source>
        <translation>练习功能没有接受这个操作。请重新查看列表再试。</translation>
    </message>
    <message>
        <source>The customer refused the recording of this call, so no scenario is made of it. Choose another one.</source>
        <translation>客户拒绝了这通电话的录音，不能用它制作场景，请另选一通。</translation>
    </message>
    <message>
        <source>Somebody else has written this draft meanwhile. Open it again, then repeat your change.</source>
        <translation>这份草稿刚被别人改过。请重新打开，再做您的修改。</translation>
    </message>
    <message>
        <source>This scenario is in another language. Choose one in the language of your calls.</source>
        <translation>这个场景是另一种语言的。请选择与通话语言相同的场景。</translation>
    </message>
    <message>
        <source>There is nothing of this any more. Look at the list again.</source>
        <translation>这里已经没有内容了。请重新查看列表。</translation>
    </message>
    <message>
        <source>This call has no report: it was practised without a simulated customer. Choose a scenario next time.</source>
        <translation>这次练习没有报告，因为没有模拟客户。下次请选择一个场景。</translation>
    </message>
    <message>
        <source>Lines are typed in practice calls only. Speak to the customer.</source>
        <translation>只有练习时才能打字。请直接对客户说话。</translation>
    </message>
    <message>
        <source>The scenario is kept, but the playbook&apos;s draft has a mistake elsewhere and can not take it. Tell an author.</source>
        <translation>场景已保存，但知识库草稿的其他地方有错误，暂时放不进去。请告诉编写人员。</translation>
    </message>
    <message>
        <source>Your role or your team does not allow this. Ask the trainer of that team.</source>
        <translation>您的角色或团队不允许这样做。请找该团队的培训师。</translation>
    </message>
    <message>
        <source>The report is still being made. Wait a moment, it comes by itself.</source>
        <translation>报告还在生成。请稍等，会自动显示。</translation>
    </message>
    <message>
        <source>This value can not be. Correct it and try again.</source>
        <translation>这个值不可用。请改正后再试。</translation>
    </message>
    <message>
        <source>The speech engine failed, so the customer writes. Go on typing or speaking; tell your administrator.</source>
        <translation>语音引擎出错，客户改为打字。请继续说话或打字，并告诉管理员。</translation>
    </message>
    <message>
        <source>The server has no speech engine, so the customer writes. The administrator can install one; practice goes on.</source>
        <translation>服务器没有语音引擎，客户只打字。管理员可以安装；练习照常。</translation>
    </message>
    <message>
        <source>This voice is not installed, so the customer writes. Practice goes on; tell your administrator.</source>
        <translation>没有安装这个声音，客户只打字。练习照常，请告诉管理员。</translation>
    </message>
    <message>
        <source>The synthetic voice can not speak. Check that the synthesiser is installed.</source>
        <translation>合成语音无法播放。请检查语音合成组件是否安装。</translation>
    </message>
    <message>
        <source>The server and this client misunderstand each other. Update this client.</source>
        <translation>服务器与客户端无法互相识别。请更新客户端。</translation>
    </message>
    <message>
        <source>The server did not understand a message of this client. Update this client.</source>
        <translation>服务器没有看懂本客户端的消息。请更新客户端。</translation>
    </message>
    <message>
        <source>The server and this client have different versions. Update this client.</source>
        <translation>服务器与本客户端版本不同。请更新客户端。</translation>
    </message>
    <message>
        <source>The server does not allow this step into the call. Choose another one, or ask the administrator.</source>
        <translation>服务器不允许此操作。请换一种方式，或联系管理员。</translation>
    </message>
    <message>
        <source>The agent&apos;s workstation is away or does not answer. Try again when it is back.</source>
        <translation>坐席工作站已断开或没有响应。请在恢复后重试。</translation>
    </message>
    <message>
        <source>Too many wishes at once. Wait a few seconds, then try again.</source>
        <translation>操作过于频繁。请等几秒再试。</translation>
    </message>
    <message>
        <source>This bookmark or note is gone. Open the call again.</source>
        <translation>该书签或意见已不存在。请重新打开通话。</translation>
    </message>
    <message>
        <source>A coaching note has 1 to 1000 characters. Write it shorter.</source>
        <translation>辅导留言限 1 到 1000 字。请写短一些。</translation>
    </message>
    <message>
        <source>This call is over. Open another one.</source>
        <translation>这通电话已结束。请打开其他通话。</translation>
    </message>
    <message>
        <source>The connection was lost for a moment, so you left the call. Enter it again if you still need to.</source>
        <translation>连接中断过，您已退出这通电话。需要时请重新进入。</translation>
    </message>
    <message>
        <source>The agent&apos;s workstation has no line bridge, so the customer can not hear you. Whisper or send a note.</source>
        <translation>坐席工作站没有线路桥接，客户听不到您。请改用耳语或便条。</translation>
    </message>
    <message>
        <source>The agent&apos;s headset can not be reached. Send a note instead.</source>
        <translation>声音送不到坐席耳机。请改发便条。</translation>
    </message>
    <message>
        <source>A note has 1 to 200 characters. Write it shorter.</source>
        <translation>便条限 1 到 200 字。请写短一些。</translation>
    </message>
    <message>
        <source>Too many notes in a short time. Wait a few seconds, then send it again.</source>
        <translation>便条发得太频繁。请等几秒再发。</translation>
    </message>
    <message>
        <source>This is your own call. Ask another supervisor for help.</source>
        <translation>这是您自己的通话。请找其他主管帮忙。</translation>
    </message>
    <message>
        <source>There is no queue of this name any more. Choose another one.</source>
        <translation>该队列已不存在。请选择其他队列。</translation>
    </message>
    <message>
        <source>A reason is needed. Write one, then try again.</source>
        <translation>需要填写理由。请填写后重试。</translation>
    </message>
    <message>
        <source>You took this mode at another place. Go on there, or take it again here.</source>
        <translation>您已在另一处进入此模式。请在那边继续，或在这里重新进入。</translation>
    </message>
    <message>
        <source>You have no right to this for this team. Ask the administrator for it.</source>
        <translation>您对该团队没有此权限。请向管理员申请。</translation>
    </message>
    <message>
        <source>Your right to this has ended. Ask the administrator for a new one.</source>
        <translation>您的权限已到期。请向管理员重新申请。</translation>
    </message>
    <message>
        <source>This server makes no training scenarios. Ask the administrator.</source>
        <translation>此服务器不能生成培训场景。请联系管理员。</translation>
    </message>
    <message>
        <source>{name} speaks in this call already. Listen, or wait until they leave.</source>
        <translation>{name} 已在这通电话中发言。请先监听，或等对方退出。</translation>
    </message>
    <message>
        <source>Your voice does not arrive as it should. Leave the mode and take it again.</source>
        <translation>您的声音没有正常送达。请退出后重新进入。</translation>
    </message>
    <message>
        <source>This transfer is over or was answered already. Go on with the call.</source>
        <translation>该转接已结束或已有人答复。请继续通话。</translation>
    </message>
    <message>
        <source>A transfer of this call is under way already. Take it back first.</source>
        <translation>这通电话已有转接在进行。请先撤回。</translation>
    </message>
    <message>
        <source>Too many calls are open. Close one first.</source>
        <translation>打开的通话太多。请先关闭一个。</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>large or overseas transfer</source>
        <translation>大额或境外汇款</translation>
    </message>
    <message>
        <source>transfer after a sign of fraud</source>
        <translation>有受骗迹象的转账</translation>
    </message>
    <message>
        <source>change of a limit</source>
        <translation>调整限额</translation>
    </message>
    <message>
        <source>change of contact data</source>
        <translation>变更预留资料</translation>
    </message>
    <message>
        <source>release of a hold</source>
        <translation>解除冻结</translation>
    </message>
    <message>
        <source>conclusion of a loan</source>
        <translation>贷款签约放款</translation>
    </message>
    <message>
        <source>large transfer</source>
        <translation>大额转账</translation>
    </message>
    <message>
        <source>limit increase</source>
        <translation>提高额度</translation>
    </message>
    <message>
        <source>fee waiver</source>
        <translation>费用减免</translation>
    </message>
    <message>
        <source>change of the registered phone</source>
        <translation>变更预留手机</translation>
    </message>
    <message>
        <source>password reset</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>closing the account</source>
        <translation>销户</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>customer record</source>
        <translation>客户资料</translation>
    </message>
    <message>
        <source>product table</source>
        <translation>产品表</translation>
    </message>
    <message>
        <source>calculator</source>
        <translation>计算器</translation>
    </message>
    <message>
        <source>said by the customer</source>
        <translation>客户刚说</translation>
    </message>
    <message>
        <source>playbook</source>
        <translation>业务手册</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Call status</source>
        <translation>通话状态</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Who speaks to the customer</source>
        <translation>谁在与客户说话</translation>
    </message>
    <message>
        <source>Coaching notes</source>
        <translation>辅导意见</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Practice call</source>
        <translation>练习通话</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>合规</translation>
    </message>
    <message>
        <source>Note from a supervisor</source>
        <translation>主管便条</translation>
    </message>
    <message>
        <source>Raised hand</source>
        <translation>举手</translation>
    </message>
    <message>
        <source>Transfer to an expert</source>
        <translation>转接专家</translation>
    </message>
    <message>
        <source>Suggested reply</source>
        <translation>建议回复</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>客户情绪</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>通话文字</translation>
    </message>
    <message>
        <source>What you type</source>
        <translation>您输入的话</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>查询</translation>
    </message>
</context>
<context>
    <name>PracticePane</name>
    <message>
        <source>Stop the voice</source>
        <translation>让客户停下</translation>
    </message>
    <message>
        <source>Practice call</source>
        <translation>练习通话</translation>
    </message>
    <message>
        <source>Practice: %1</source>
        <translation>练习：%1</translation>
    </message>
    <message>
        <source>Your goal: %1</source>
        <translation>您的目标：%1</translation>
    </message>
    <message>
        <source>Exam: suggestions, alerts, mood, checklist and cards are off. They are recorded for the report.</source>
        <translation>考试：建议、提醒、情绪、清单和卡片都已关闭，但会记入报告。</translation>
    </message>
    <message>
        <source>The practice call is over</source>
        <translation>练习已结束</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The customer speaks</source>
        <translation>客户正在说话</translation>
    </message>
    <message>
        <source>The customer writes</source>
        <translation>客户打字</translation>
    </message>
    <message>
        <source>The customer listens</source>
        <translation>客户在听</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Type as the agent; the customer answers as the text says now. Nothing is kept.</source>
        <translation>以坐席身份输入，客户按当前文本回答。不会保存。</translation>
    </message>
    <message>
        <source>What the agent says</source>
        <translation>坐席说的话</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>说</translation>
    </message>
    <message>
        <source>The customer calls in: you greet first.</source>
        <translation>客户来电：由您先问候。</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>Let the three built-in agents play it</source>
        <translation>让三个内置坐席试演</translation>
    </message>
    <message>
        <source>The preview has ended: %1</source>
        <translation>试演结束：%1</translation>
    </message>
    <message>
        <source>The built-in agents are playing…</source>
        <translation>内置坐席正在试演……</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>the good agent: %1</source>
        <translation>优秀坐席：%1</translation>
    </message>
    <message>
        <source>the bad one: %1</source>
        <translation>差的坐席：%1</translation>
    </message>
    <message>
        <source>the silent one: %1</source>
        <translation>不说话的坐席：%1</translation>
    </message>
    <message>
        <source>Even the good agent does not say: %1. Put it into a best answer, or under “Left out”.</source>
        <translation>连示范坐席也没有说到：%1。请写进标准回答，或填到“不计入”里。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>您：%1</translation>
    </message>
    <message>
        <source>mood %1</source>
        <translation>情绪 %1</translation>
    </message>
</context>
<context>
    <name>PublishPane</name>
    <message>
        <source>Draft and versions</source>
        <translation>草稿和版本</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预演</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>双人发布</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Begin a draft</source>
        <translation>开始草稿</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>Try on past calls</source>
        <translation>用过往通话预演</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Name of the version, such as 2026.12</source>
        <translation>版本名，例如 2026.12</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>改了什么</translation>
    </message>
    <message>
        <source>published by two people</source>
        <translation>已由两人发布</translation>
    </message>
    <message>
        <source>sample that ships, signed by nobody</source>
        <translation>随产品附带的样例，无人签发</translation>
    </message>
    <message>
        <source>never published</source>
        <translation>尚未发布</translation>
    </message>
    <message>
        <source>In force: %1, %2.</source>
        <translation>当前生效：%1，%2。</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>article</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>checklist</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>everyday words</source>
        <translation>日常用语</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>The draft changes nothing yet.</source>
        <translation>草稿还没有改动。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Past calls: %1, lines of customers: %2. Answered before: %3, with the draft: %4. Changed: %5.</source>
        <translation>过往通话 %1 通，客户 %2 句。原来有答案 %3 句，用草稿 %4 句，有变化 %5 句。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, proposed by %2</source>
        <translation>%1，%2 提交</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Waits for a second person.</source>
        <translation>等另一个人来发布。</translation>
    </message>
    <message>
        <source>%1, by %2 and %3</source>
        <translation>%1，%2 提交，%3 发布</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Roll back to this</source>
        <translation>回到这一版</translation>
    </message>
</context>
<context>
    <name>ReadyPane</name>
    <message>
        <source>Devices and settings</source>
        <translation>设备和设置</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>话术与知识库</translation>
    </message>
    <message>
        <source>Wall-board</source>
        <translation>监控看板</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>During the call, from top to bottom</source>
        <translation>通话中，从上到下依次是</translation>
    </message>
    <message>
        <source>One compliance alert, with what to say instead</source>
        <translation>一条合规提醒，告诉您改说什么</translation>
    </message>
    <message>
        <source>One suggested reply, with verified figures</source>
        <translation>一条建议回复，数字已核对</translation>
    </message>
    <message>
        <source>How the customer feels, and what helps</source>
        <translation>客户的情绪，以及怎样应对</translation>
    </message>
    <message>
        <source>What must still be said, and by when</source>
        <translation>还要说什么，什么时候之前</translation>
    </message>
    <message>
        <source>Product and knowledge cards</source>
        <translation>产品和知识卡片</translation>
    </message>
    <message>
        <source>The words of both sides, as they are spoken</source>
        <translation>双方的话，边说边显示</translation>
    </message>
    <message>
        <source>To call</source>
        <translation>将要拨打</translation>
    </message>
    <message>
        <source>The call has ended</source>
        <translation>通话已结束</translation>
    </message>
    <message numerus="yes">
        <source>Length %1, %n line(s) transcribed.</source>
        <translation>
            <numerusform>时长 %1，转写 %n 句。</numerusform>
        </translation>
    </message>
    <message>
        <source>Start the next call</source>
        <translation>开始下一通</translation>
    </message>
    <message>
        <source>Ready for the next call</source>
        <translation>可以接听下一通</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>还不能开始</translation>
    </message>
    <message>
        <source>Start when the line rings. The window never takes the keyboard by itself.</source>
        <translation>来电时点“开始通话”。窗口不会自己抢走键盘。</translation>
    </message>
    <message>
        <source>Start the call</source>
        <translation>开始通话</translation>
    </message>
    <message>
        <source>Not said in this call: %1</source>
        <translation>本次通话漏说：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>正在连接……</translation>
    </message>
    <message>
        <source>not reachable, trying again</source>
        <translation>连不上，正在重试</translation>
    </message>
    <message>
        <source>refuses this workstation</source>
        <translation>拒绝这台工作站</translation>
    </message>
    <message>
        <source>not enrolled yet</source>
        <translation>尚未登记</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>waits for you to sign in</source>
        <translation>等待登录</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Customer line</source>
        <translation>客户线路</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>语音识别</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>waiting for the server</source>
        <translation>等待服务器</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>业务手册</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电号码</translation>
    </message>
    <message>
        <source>I am calling</source>
        <translation>由我呼出</translation>
    </message>
    <message>
        <source>Mark the next call as one that you make: calling hours and numbers of calls are checked</source>
        <translation>将下一通标记为呼出：会检查呼出时间和次数</translation>
    </message>
    <message>
        <source>%1, taken by the next call</source>
        <translation>%1，用于下一通电话</translation>
    </message>
    <message>
        <source>The bundled model shows how Seatmate works, but understands synthetic voices only. For real calls, ask the administrator to load a larger model.</source>
        <translation>内置模型用于演示，只听得懂合成语音。真人通话请联系管理员装载更大的模型。</translation>
    </message>
</context>
<context>
    <name>RealCallsCard</name>
    <message>
        <source>Draft a scenario from a real call</source>
        <translation>从真实通话起草场景</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The draft is being made…</source>
        <translation>正在起草…</translation>
    </message>
    <message>
        <source>The calls are being fetched…</source>
        <translation>正在获取通话…</translation>
    </message>
    <message>
        <source>In this house no scenario is drafted from real calls. The administrator can allow it.</source>
        <translation>本机构不允许用真实通话起草场景，管理员可以开启。</translation>
    </message>
    <message>
        <source>There is no call yet. When a supervisor of your team marks a call with a bookmark or a note, it stands here.</source>
        <translation>还没有可用的通话。本组主管给通话加了书签或辅导意见后，会列在这里。</translation>
    </message>
    <message>
        <source>You see no word of a call. In the draft, names, numbers and dates are made up, and answers are approved replies; read it before you publish it.</source>
        <translation>这里看不到通话的任何内容。草稿中的姓名、数字和日期都是虚构的，回答取自已审定的话术；发布前请通读一遍。</translation>
    </message>
    <message>
        <source>Topic not known</source>
        <translation>主题不明</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>结束时%1</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Coaching note</source>
        <translation>辅导意见</translation>
    </message>
    <message>
        <source>Drafted</source>
        <translation>已起草</translation>
    </message>
    <message>
        <source>Draft again</source>
        <translation>重新起草</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>Draft a scenario: %1</source>
        <translation>起草场景：%1</translation>
    </message>
</context>
<context>
    <name>ReplyPane</name>
    <message>
        <source>Suggested reply</source>
        <translation>建议回复</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>换一条</translation>
    </message>
    <message>
        <source>Show the prompts again</source>
        <translation>恢复提示</translation>
    </message>
    <message>
        <source>Prompts are muted. Compliance and the checklist go on.</source>
        <translation>提示已静音。合规提醒和清单照常。</translation>
    </message>
    <message>
        <source>Taken back: you have said it.</source>
        <translation>已收回：您已说过。</translation>
    </message>
    <message>
        <source>Taken back: the talk has moved on.</source>
        <translation>已收回：话题已变。</translation>
    </message>
    <message>
        <source>Taken back: something else fits better.</source>
        <translation>已收回：有更合适的。</translation>
    </message>
    <message>
        <source>Taken back: its moment has passed.</source>
        <translation>已收回：时机已过。</translation>
    </message>
    <message>
        <source>When the customer asks something, the words to answer stand here.</source>
        <translation>客户提出问题后，这里给出可以直接说的话。</translation>
    </message>
    <message>
        <source>Being written; what stands here is checked</source>
        <translation>正在生成，已显示的内容均已核对</translation>
    </message>
    <message>
        <source>Worded by the language model, checked</source>
        <translation>语言模型措辞，已核对</translation>
    </message>
    <message>
        <source>Every figure and name comes from the record, the product table, a calculation or the customer (%1)</source>
        <translation>数字和名称均出自客户档案、产品表、试算或客户原话（%1）</translation>
    </message>
    <message>
        <source>Approved reply</source>
        <translation>核准话术</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Verified: %1</source>
        <translation>已核对：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已采用</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Keep the report as PDF</source>
        <translation>把报告存为 PDF</translation>
    </message>
    <message>
        <source>Keep the report as JSON</source>
        <translation>把报告存为 JSON</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>练习记录</translation>
    </message>
    <message>
        <source>Keep as PDF</source>
        <translation>存为 PDF 文件</translation>
    </message>
    <message>
        <source>Keep as JSON</source>
        <translation>存为 JSON 文件</translation>
    </message>
    <message>
        <source>The simulated customer&apos;s mood</source>
        <translation>模拟客户的情绪</translation>
    </message>
    <message>
        <source>Attempts at this scenario</source>
        <translation>本场景的历次得分</translation>
    </message>
    <message>
        <source>Practise this next</source>
        <translation>接着练这个</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>评语</translation>
    </message>
    <message>
        <source>What went well, what to practise; the trainee reads it</source>
        <translation>哪里做得好，接下来练什么；学员会看到</translation>
    </message>
    <message>
        <source>Sign the report</source>
        <translation>签署报告</translation>
    </message>
    <message>
        <source>The report could not be kept: %1. Choose another place.</source>
        <translation>报告没有存成：%1。请换一个位置。</translation>
    </message>
    <message>
        <source>Kept: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Choose an attempt</source>
        <translation>选择一次练习</translation>
    </message>
    <message>
        <source>Attempts of %1</source>
        <translation>%1的练习</translation>
    </message>
    <message>
        <source>My attempts</source>
        <translation>我的练习</translation>
    </message>
    <message>
        <source>The report is being written…</source>
        <translation>正在生成报告……</translation>
    </message>
    <message>
        <source>There is no connection to the server. Reports can be read when it is back.</source>
        <translation>没有连上服务器。连上后才能看报告。</translation>
    </message>
    <message>
        <source>No finished practice call yet. Choose a scenario and begin.</source>
        <translation>还没有完成的练习。请选一个场景开始。</translation>
    </message>
    <message>
        <source>Choose an attempt to read its report.</source>
        <translation>选择一次练习来看报告。</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>已签署</translation>
    </message>
    <message>
        <source>Next: %1. It practises “%2”, the weakest line.</source>
        <translation>下一个：%1。它练习最弱的一项“%2”。</translation>
    </message>
    <message>
        <source>Next: %1.</source>
        <translation>下一个：%1。</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 分（满分 100）</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>不计次数</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Goal: %1</source>
        <translation>目标：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>及格线 %1</translation>
    </message>
    <message>
        <source>The trainer&apos;s comment</source>
        <translation>培训师评语</translation>
    </message>
    <message>
        <source>Signed by %1, %2</source>
        <translation>%1 签署，%2</translation>
    </message>
    <message>
        <source>Not signed yet</source>
        <translation>还没有签署</translation>
    </message>
</context>
<context>
    <name>ReportPdf</name>
    <message>
        <source>Training report</source>
        <translation>练习报告</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>及格线 %1</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计次数</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 分（满分 100）</translation>
    </message>
    <message>
        <source>Goal: %1</source>
        <translation>目标：%1</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>逐项评分</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>权重 %1</translation>
    </message>
    <message>
        <source>not in this call</source>
        <translation>本次不涉及</translation>
    </message>
    <message>
        <source>Mood of the simulated customer</source>
        <translation>模拟客户的情绪</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Better next time</source>
        <translation>下次可以更好</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>原话</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>更好的说法</translation>
    </message>
    <message>
        <source>Attempts at this scenario</source>
        <translation>本场景的历次得分</translation>
    </message>
    <message>
        <source>Nothing was found that should have been said otherwise.</source>
        <translation>没有发现需要换一种说法的地方。</translation>
    </message>
    <message>
        <source>Beside the best recorded handling</source>
        <translation>对比最佳通话</translation>
    </message>
    <message>
        <source>Nobody has handled this scenario better yet.</source>
        <translation>这个场景还没有更好的通话。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>本次</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总分</translation>
    </message>
    <message>
        <source>What was said there</source>
        <translation>最佳通话里是这样说的</translation>
    </message>
    <message>
        <source>The trainer</source>
        <translation>培训师</translation>
    </message>
    <message>
        <source>Signed by %1, %2</source>
        <translation>%1 签署，%2</translation>
    </message>
    <message>
        <source>Not signed yet</source>
        <translation>还没有签署</translation>
    </message>
</context>
<context>
    <name>RubricPart</name>
    <message>
        <source>Line by line</source>
        <translation>逐项评分</translation>
    </message>
    <message>
        <source>not in this call</source>
        <translation>本次不涉及</translation>
    </message>
    <message>
        <source>%1: %2 of 100</source>
        <translation>%1：%2 分（满分 100）</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>权重 %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>ScenarioCard</name>
    <message>
        <source>not tried yet</source>
        <translation>还没练过</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>练过 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>, best %1</source>
        <translation>，最好 %1 分</translation>
    </message>
    <message>
        <source>starts %1</source>
        <translation>开始时%1</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Assigned by %1</source>
        <translation>由%1布置</translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n day(s)</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message numerus="yes">
        <source>Due %1, in %n day(s)</source>
        <translation>
            <numerusform>%1 到期，还有 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Recommended: practises “%1”</source>
        <translation>推荐：练习“%1”</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Draft, only trainers see it</source>
        <translation>草稿，只有培训师能看到</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
</context>
<context>
    <name>ScenarioFields</name>
    <message>
        <source>Title and goal</source>
        <translation>名称和目标</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>Hidden need</source>
        <translation>没说出口的需求</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>客户的问题</translation>
    </message>
    <message>
        <source>Objections</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Traps</source>
        <translation>陷阱</translation>
    </message>
    <message>
        <source>Told when asked</source>
        <translation>问了才说的</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Wordings</source>
        <translation>说法</translation>
    </message>
    <message>
        <source>Difficulties</source>
        <translation>难度设置</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Goal of the trainee</source>
        <translation>学员的目标</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>时长（分钟）</translation>
    </message>
    <message>
        <source>Mood at first, -1 to 1</source>
        <translation>起始情绪，-1 到 1</translation>
    </message>
    <message>
        <source>Pass mark</source>
        <translation>及格线</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>性格</translation>
    </message>
    <message>
        <source>Knows of the trade</source>
        <translation>懂行程度</translation>
    </message>
    <message>
        <source>Patience, 0 to 1</source>
        <translation>耐心，0 到 1</translation>
    </message>
    <message>
        <source>Facts, one in each line: name = how it is said</source>
        <translation>事实，每行一条：名称 = 怎么说</translation>
    </message>
    <message>
        <source>Names of the facts given when asked who it is</source>
        <translation>核对身份时说出的事实名称</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>What the customer says, at least three wordings, one in each line</source>
        <translation>客户怎么说，至少三种说法，每行一种</translation>
    </message>
    <message>
        <source>In a bad mood, at least two wordings</source>
        <translation>情绪差时怎么说，至少两种</translation>
    </message>
    <message>
        <source>Figures of the right answer, separated by commas</source>
        <translation>正确答案里的数字，用逗号分隔</translation>
    </message>
    <message>
        <source>Words of the right answer: one of each line must be said</source>
        <translation>正确答案的词：每行至少说到一个</translation>
    </message>
    <message>
        <source>The best answer</source>
        <translation>最佳回答</translation>
    </message>
    <message>
        <source>Comes after question</source>
        <translation>在哪个问题之后</translation>
    </message>
    <message>
        <source>From difficulty</source>
        <translation>从哪个难度起</translation>
    </message>
    <message>
        <source>Kind of trap</source>
        <translation>陷阱类型</translation>
    </message>
    <message>
        <source>Right handling: one of each line must be said</source>
        <translation>正确应对：每行至少说到一个</translation>
    </message>
    <message>
        <source>Words of falling for it, separated by commas</source>
        <translation>上当时会说的词，用逗号分隔</translation>
    </message>
    <message>
        <source>What falling for it sounds like</source>
        <translation>上当的说法</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Questions answered (* for all)</source>
        <translation>已回答的问题（* 为全部）</translation>
    </message>
    <message>
        <source>Objections resolved (* for all)</source>
        <translation>已化解的异议（* 为全部）</translation>
    </message>
    <message>
        <source>Traps handled (* for all)</source>
        <translation>已应对的陷阱（* 为全部）</translation>
    </message>
    <message>
        <source>Any of these traps fallen for</source>
        <translation>上了其中任何一个当</translation>
    </message>
    <message>
        <source>The customer was identified</source>
        <translation>已核对客户身份</translation>
    </message>
    <message>
        <source>Goodbye was said</source>
        <translation>已道别</translation>
    </message>
    <message>
        <source>Customer&apos;s record (id); empty: none</source>
        <translation>客户档案编号，可不填</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>谁打来</translation>
    </message>
    <message>
        <source>Draft: only trainers see it</source>
        <translation>草稿：只有培训师可见</translation>
    </message>
    <message>
        <source>Left out: checklist items that do not count here, separated by commas</source>
        <translation>不计入：本场景不考核的必说项编号，用逗号分开</translation>
    </message>
    <message>
        <source>Key of the first words</source>
        <translation>开场白的键名</translation>
    </message>
    <message>
        <source>Dialect, one in each line: standard word = own word</source>
        <translation>方言，每行一个：普通话 = 他的说法</translation>
    </message>
    <message>
        <source>Installed voice (name); empty: the engine&apos;s own</source>
        <translation>已安装的嗓音名，不填用默认</translation>
    </message>
    <message>
        <source>Variant of the built-in voice: m3, f2 …</source>
        <translation>内置嗓音的变体代号</translation>
    </message>
    <message>
        <source>Pitch, 0 to 99</source>
        <translation>音高，0 到 99</translation>
    </message>
    <message>
        <source>Words a minute</source>
        <translation>语速（词/分钟）</translation>
    </message>
    <message>
        <source>Loudness, per cent</source>
        <translation>音量，百分比</translation>
    </message>
    <message>
        <source>What is not told unasked (for the report)</source>
        <translation>不问就不说的事（写进报告）</translation>
    </message>
    <message>
        <source>Words of the agent that bring it out, separated by commas</source>
        <translation>坐席说到哪些词他会说出来，用逗号分开</translation>
    </message>
    <message>
        <source>Acts that bring it out, separated by commas</source>
        <translation>哪些行为能让他说出来，用逗号分开</translation>
    </message>
    <message>
        <source>Said again, at least two wordings, one in each line</source>
        <translation>再问一遍的说法，至少两种，每行一种</translation>
    </message>
    <message>
        <source>Checklist items that answer it, separated by commas</source>
        <translation>说到哪些必说项就算回答，用逗号分开</translation>
    </message>
    <message>
        <source>Approved replies that answer it, separated by commas</source>
        <translation>说了哪些审定话术就算回答，用逗号分开</translation>
    </message>
    <message>
        <source>Acts that must be there, separated by commas</source>
        <translation>必须有的行为，用逗号分开</translation>
    </message>
    <message>
        <source>Further figures that are right, separated by commas</source>
        <translation>其他也算对的数字，用逗号分开</translation>
    </message>
    <message>
        <source>Words that make an answer wrong, separated by commas</source>
        <translation>说了就算答错的词，用逗号分开</translation>
    </message>
    <message>
        <source>Key of what is said when it is settled</source>
        <translation>解决后他说的话（键名）</translation>
    </message>
    <message>
        <source>Key of what is said when it is fallen for</source>
        <translation>上当后他说的话（键名）</translation>
    </message>
    <message>
        <source>Counts in the rubric line</source>
        <translation>计入哪项评分</translation>
    </message>
    <message>
        <source>Only while the mood is below</source>
        <translation>只在情绪低于此值时</translation>
    </message>
    <message>
        <source>Only while the mood is above</source>
        <translation>只在情绪高于此值时</translation>
    </message>
    <message>
        <source>Alert categories of falling for it, separated by commas</source>
        <translation>触发哪些类别的提醒算上当，用逗号分开</translation>
    </message>
    <message>
        <source>Right handling: figures, separated by commas</source>
        <translation>正确处理：数字，用逗号分开</translation>
    </message>
    <message>
        <source>Right handling: checklist items, separated by commas</source>
        <translation>正确处理：必说项，用逗号分开</translation>
    </message>
    <message>
        <source>Right handling: approved replies, separated by commas</source>
        <translation>正确处理：审定话术，用逗号分开</translation>
    </message>
    <message>
        <source>Right handling: acts, separated by commas</source>
        <translation>正确处理：行为，用逗号分开</translation>
    </message>
    <message>
        <source>Words of the agent&apos;s question, separated by commas</source>
        <translation>坐席问话里的词，用逗号分开</translation>
    </message>
    <message>
        <source>The hidden need came out</source>
        <translation>说出了没说出口的需求</translation>
    </message>
    <message>
        <source>Checklist items done, separated by commas</source>
        <translation>已说到的必说项，用逗号分开</translation>
    </message>
    <message>
        <source>Acts, one in each line: act = how often at least</source>
        <translation>行为，每行一个：行为 = 至少几次</translation>
    </message>
    <message>
        <source>At least so many wrong answers</source>
        <translation>至少答错几次</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键名</translation>
    </message>
    <message>
        <source>Easy: patience</source>
        <translation>容易：耐心</translation>
    </message>
    <message>
        <source>Easy: mood at first</source>
        <translation>容易：开始时的情绪</translation>
    </message>
    <message>
        <source>Easy: how fast the mood moves (1 as written)</source>
        <translation>容易：情绪变化快慢（1 为原样）</translation>
    </message>
    <message>
        <source>Easy: only these objections (- for none)</source>
        <translation>容易：只出现这些异议（- 表示没有）</translation>
    </message>
    <message>
        <source>Easy: only these traps (- for none)</source>
        <translation>容易：只出现这些陷阱（- 表示没有）</translation>
    </message>
    <message>
        <source>Normal: patience</source>
        <translation>普通：耐心</translation>
    </message>
    <message>
        <source>Normal: mood at first</source>
        <translation>普通：开始时的情绪</translation>
    </message>
    <message>
        <source>Normal: how fast the mood moves (1 as written)</source>
        <translation>普通：情绪变化快慢（1 为原样）</translation>
    </message>
    <message>
        <source>Normal: only these objections (- for none)</source>
        <translation>普通：只出现这些异议（- 表示没有）</translation>
    </message>
    <message>
        <source>Normal: only these traps (- for none)</source>
        <translation>普通：只出现这些陷阱（- 表示没有）</translation>
    </message>
    <message>
        <source>Hard: patience</source>
        <translation>困难：耐心</translation>
    </message>
    <message>
        <source>Hard: mood at first</source>
        <translation>困难：开始时的情绪</translation>
    </message>
    <message>
        <source>Hard: how fast the mood moves (1 as written)</source>
        <translation>困难：情绪变化快慢（1 为原样）</translation>
    </message>
    <message>
        <source>Hard: only these objections (- for none)</source>
        <translation>困难：只出现这些异议（- 表示没有）</translation>
    </message>
    <message>
        <source>Hard: only these traps (- for none)</source>
        <translation>困难：只出现这些陷阱（- 表示没有）</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不懂</translation>
    </message>
    <message>
        <source>something</source>
        <translation>懂一些</translation>
    </message>
    <message>
        <source>a lot</source>
        <translation>很懂</translation>
    </message>
    <message>
        <source>wants a guarantee</source>
        <translation>要求保证</translation>
    </message>
    <message>
        <source>reads a card number aloud</source>
        <translation>念出卡号</translation>
    </message>
    <message>
        <source>speaks of a “safe account”</source>
        <translation>提到“安全账户”</translation>
    </message>
    <message>
        <source>wants a secret kept</source>
        <translation>要求保密</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>the customer calls</source>
        <translation>客户打来</translation>
    </message>
    <message>
        <source>the house calls</source>
        <translation>我方打出</translation>
    </message>
</context>
<context>
    <name>ScenarioForm</name>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Part of the scenario</source>
        <translation>场景的部分</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>The text can not be read at line %1. Correct it there, then the form goes on.</source>
        <translation>文本第 %1 行无法读取。请在文本里改正，表单随后继续。</translation>
    </message>
    <message>
        <source>The text can not be read. Correct it there, then the form goes on.</source>
        <translation>文本无法读取。请在文本里改正，表单随后继续。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Best one found</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Keys in the window</source>
        <translation>窗口快捷键</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Customer line</source>
        <translation>客户线路</translation>
    </message>
    <message>
        <source>Language of calls</source>
        <translation>通话语言</translation>
    </message>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1（未插上）</translation>
    </message>
    <message>
        <source>Keep the window above others</source>
        <translation>窗口保持在最前</translation>
    </message>
    <message>
        <source>Another device is used from the next call on.</source>
        <translation>更换设备后，从下一通电话起生效。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>not enrolled</source>
        <translation>未登记</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>登录用户</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SignInPane</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>The server asks who works here. The password is sent encrypted and never stored.</source>
        <translation>服务器需要确认使用者身份。密码加密发送，绝不保存。</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大写锁定已打开。</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录……</translation>
    </message>
</context>
<context>
    <name>SpeakerPane</name>
    <message>
        <source>%1 speaks to the customer. You are muted.</source>
        <translation>%1 正在对客户说话，您已静音。</translation>
    </message>
    <message>
        <source>%1 speaks in the call. You and the customer hear it.</source>
        <translation>%1 正在插话，您和客户都能听到。</translation>
    </message>
    <message>
        <source>%1 whispers to you. The customer does not hear it.</source>
        <translation>%1 正在对您耳语，客户听不到。</translation>
    </message>
    <message>
        <source>A supervisor</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>You speak to the customer</source>
        <translation>您在与客户说话</translation>
    </message>
    <message>
        <source>You speak to the customer again</source>
        <translation>现在由您与客户说话</translation>
    </message>
</context>
<context>
    <name>StripPane</name>
    <message>
        <source>Call status</source>
        <translation>通话状态</translation>
    </message>
    <message>
        <source>Call time</source>
        <translation>通话时间</translation>
    </message>
    <message>
        <source>Level of your microphone</source>
        <translation>您的麦克风音量</translation>
    </message>
    <message>
        <source>Level of the customer line</source>
        <translation>客户线路音量</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>结束通话</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>From the end of speech to the words on this screen</source>
        <translation>从说完到文字显示的时间</translation>
    </message>
    <message>
        <source>Seatmate</source>
        <translation>同席</translation>
    </message>
    <message>
        <source>Starting the call…</source>
        <translation>正在开始通话……</translation>
    </message>
    <message>
        <source>Customer not known</source>
        <translation>客户未识别</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>通话已结束</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>A practice call: the customer is simulated</source>
        <translation>练习通话：客户是模拟的</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>旁听中</translation>
    </message>
    <message>
        <source>whispering to you</source>
        <translation>正在对您耳语</translation>
    </message>
    <message>
        <source>in the call</source>
        <translation>已加入通话</translation>
    </message>
    <message>
        <source>has taken over</source>
        <translation>已接管通话</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>已举手</translation>
    </message>
    <message>
        <source>Lower the hand</source>
        <translation>放下手</translation>
    </message>
    <message>
        <source>Raise the hand for help</source>
        <translation>举手求助</translation>
    </message>
    <message>
        <source>Show the prompts again</source>
        <translation>恢复提示</translation>
    </message>
    <message>
        <source>Mute the prompts; compliance stays</source>
        <translation>静音提示，合规提醒保留</translation>
    </message>
    <message>
        <source>Nothing is recorded or transcribed now</source>
        <translation>现在不录音也不转写</translation>
    </message>
    <message>
        <source>Nobody listens to you any more</source>
        <translation>现在没有人在听</translation>
    </message>
    <message>
        <source>No sound kept</source>
        <translation>不保存声音</translation>
    </message>
    <message>
        <source>The customer refuses the recording: the words are written down, no sound is kept</source>
        <translation>客户不同意录音：继续转写文字，不保存声音</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音中</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>恢复录音</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>暂停录音</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connected; round trip to the server</source>
        <translation>已连接，到服务器的往返时间</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接……</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>正在重连</translation>
    </message>
    <message>
        <source>The sound is kept and sent when the server is back</source>
        <translation>声音已保留，服务器恢复后补发</translation>
    </message>
    <message>
        <source>Not enrolled</source>
        <translation>尚未登记</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>服务器拒绝</translation>
    </message>
    <message>
        <source>No recogniser</source>
        <translation>没有识别模型</translation>
    </message>
    <message>
        <source>The bundled model understands synthetic voices only</source>
        <translation>内置模型只听得懂合成语音</translation>
    </message>
    <message>
        <source>%1 · synthetic voices only</source>
        <translation>%1 · 仅合成语音</translation>
    </message>
</context>
<context>
    <name>SupervisorSound</name>
    <message>
        <source>The microphone was unplugged</source>
        <translation>麦克风已拔出</translation>
    </message>
</context>
<context>
    <name>TimelinePart</name>
    <message numerus="yes">
        <source>Time line, %n moment(s) missed</source>
        <translation>
            <numerusform>时间线，错过 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Greeting</source>
        <translation>问候</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>核对身份</translation>
    </message>
    <message>
        <source>Finding the need</source>
        <translation>了解需要</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>业务知识</translation>
    </message>
    <message>
        <source>Objections</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Disclosures</source>
        <translation>告知义务</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>合规</translation>
    </message>
    <message>
        <source>Words of empathy</source>
        <translation>共情用语</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>结束语</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>打断</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>催收</translation>
    </message>
    <message>
        <source>Fraud attempt</source>
        <translation>诈骗识别</translation>
    </message>
    <message>
        <source>Vulnerable customer</source>
        <translation>特殊客群</translation>
    </message>
    <message>
        <source>Regulated advice</source>
        <translation>投资建议</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>pleased</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>unhappy</source>
        <translation>不满</translation>
    </message>
    <message>
        <source>anxious</source>
        <translation>着急</translation>
    </message>
    <message>
        <source>angry</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>容易</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Help is shown</source>
        <translation>显示辅助</translation>
    </message>
    <message>
        <source>Hint after 5 s</source>
        <translation>5 秒后提示</translation>
    </message>
    <message>
        <source>Exam: help is off</source>
        <translation>考试：关闭辅助</translation>
    </message>
    <message>
        <source>Goal reached</source>
        <translation>达成目标</translation>
    </message>
    <message>
        <source>Goal missed</source>
        <translation>没有达成目标</translation>
    </message>
    <message>
        <source>The customer hung up</source>
        <translation>客户挂断</translation>
    </message>
    <message>
        <source>Time was up</source>
        <translation>时间到</translation>
    </message>
    <message>
        <source>Ended by the agent</source>
        <translation>坐席结束</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>The call broke off</source>
        <translation>通话中断</translation>
    </message>
    <message>
        <source>Left before it had begun: not counted as an attempt</source>
        <translation>还没开始就离开，不计为一次练习</translation>
    </message>
    <message>
        <source>the customer lost patience</source>
        <translation>客户失去耐心</translation>
    </message>
    <message>
        <source>the customer felt insulted</source>
        <translation>客户感到受辱</translation>
    </message>
    <message>
        <source>nothing was said for too long</source>
        <translation>太久没有说话</translation>
    </message>
    <message>
        <source>the talk left the subject</source>
        <translation>话题偏离</translation>
    </message>
    <message>
        <source>the call took too long</source>
        <translation>通话太长</translation>
    </message>
    <message>
        <source>goodbye was said too early</source>
        <translation>过早道别</translation>
    </message>
    <message>
        <source>something stayed unanswered</source>
        <translation>还有问题没有回答</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>做到</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>错过</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Trap</source>
        <translation>陷阱</translation>
    </message>
    <message>
        <source>Interruption</source>
        <translation>打断</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>客户情绪</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>This value is too small or too large.</source>
        <translation>数值太小或太大。</translation>
    </message>
    <message>
        <source>This must not be empty.</source>
        <translation>这里不能为空。</translation>
    </message>
    <message>
        <source>This is in another language than the scenario.</source>
        <translation>这里的语言和场景不一致。</translation>
    </message>
    <message>
        <source>This names something that is not there.</source>
        <translation>这里引用的名称不存在。</translation>
    </message>
    <message>
        <source>This contradicts the facts, the persona or the customer&apos;s record.</source>
        <translation>与事实、人物或客户资料矛盾。</translation>
    </message>
    <message>
        <source>This id is empty, used twice, or another than the scenario&apos;s.</source>
        <translation>编号为空、重复，或与场景编号不同。</translation>
    </message>
    <message>
        <source>A trap of this kind needs the words that count.</source>
        <translation>这类陷阱要写明哪些话算对、哪些算错。</translation>
    </message>
    <message>
        <source>This can never be reached.</source>
        <translation>永远到不了这一步。</translation>
    </message>
    <message>
        <source>Nothing counts as an answer to this.</source>
        <translation>没有任何回答能算作答对。</translation>
    </message>
    <message>
        <source>There is no figure in this.</source>
        <translation>这里没有数字。</translation>
    </message>
    <message>
        <source>The best answer does not count as an answer, or would be warned of.</source>
        <translation>标准答案不会被判为答对，或会触发提醒。</translation>
    </message>
    <message>
        <source>The bad answer would not be noticed.</source>
        <translation>错误答案不会被识别出来。</translation>
    </message>
    <message>
        <source>There are too few wordings of this.</source>
        <translation>这句话的说法不够。</translation>
    </message>
    <message>
        <source>This needs a fact that is not there.</source>
        <translation>缺少这里用到的事实。</translation>
    </message>
    <message>
        <source>Nobody says this.</source>
        <translation>没有人会说这句话。</translation>
    </message>
    <message>
        <source>This is too long for one breath.</source>
        <translation>这句话太长，一口气说不完。</translation>
    </message>
    <message>
        <source>The weights can not be so.</source>
        <translation>权重不能这样设置。</translation>
    </message>
    <message>
        <source>This can not be read.</source>
        <translation>这里读不懂，请检查写法。</translation>
    </message>
</context>
<context>
    <name>TrainingShort</name>
    <message>
        <source>Greet</source>
        <translation>问候</translation>
    </message>
    <message>
        <source>Ident</source>
        <translation>核身</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>Know</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Discl</source>
        <translation>告知</translation>
    </message>
    <message>
        <source>Compl</source>
        <translation>合规</translation>
    </message>
    <message>
        <source>Empath</source>
        <translation>共情</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>Interr</source>
        <translation>打断</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
</context>
<context>
    <name>TrainingWindow</name>
    <message>
        <source>Training</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>班级</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Machine translation: %1</source>
        <translation>机器翻译：%1</translation>
    </message>
    <message>
        <source>Private numbers are masked and never stored.</source>
        <translation>隐私号码已打码，不会保存。</translation>
    </message>
    <message>
        <source>sound lost on the network</source>
        <translation>网络中断，声音缺失</translation>
    </message>
    <message>
        <source>recording was paused</source>
        <translation>录音已暂停</translation>
    </message>
    <message>
        <source>card data, not recorded</source>
        <translation>卡片信息，未录音</translation>
    </message>
    <message>
        <source>no recogniser</source>
        <translation>没有识别模型</translation>
    </message>
    <message>
        <source>sound could not be used</source>
        <translation>声音无法使用</translation>
    </message>
    <message>
        <source>no transcript</source>
        <translation>没有文字</translation>
    </message>
    <message>
        <source>Card data: paused, %1</source>
        <translation>卡片信息：已暂停 %1</translation>
    </message>
    <message>
        <source>Paused, %1</source>
        <translation>已暂停 %1</translation>
    </message>
</context>
<context>
    <name>TranscriptPane</name>
    <message>
        <source>Transcript</source>
        <translation>通话文字</translation>
    </message>
    <message>
        <source>Both sides appear here as they speak: the customer on the left, you on the right. Card and phone numbers are masked.</source>
        <translation>双方的话会实时显示在这里：客户在左，您在右。卡号、手机号自动打码。</translation>
    </message>
    <message numerus="yes">
        <source>%n new line(s)</source>
        <translation>
            <numerusform>%n 句新内容</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
</context>
<context>
    <name>TransferForm</name>
    <message>
        <source>Expert queue</source>
        <translation>专家队列</translation>
    </message>
    <message>
        <source>A word for the expert; the summary goes with it</source>
        <translation>给专家的留言；摘要会一并发送</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Ask this queue to take the call</source>
        <translation>请该队列接手这通电话</translation>
    </message>
    <message>
        <source>%1 (answers within %2 s)</source>
        <translation>%1（%2 秒内响应）</translation>
    </message>
    <message>
        <source>The telephone system moves the line; Seatmate moves the knowledge.</source>
        <translation>电话系统转接线路，同席转交来龙去脉。</translation>
    </message>
    <message>
        <source>The house has no expert queues yet; ask the administrator.</source>
        <translation>尚未设置专家队列；请联系管理员。</translation>
    </message>
</context>
<context>
    <name>TransferLine</name>
    <message>
        <source>Transfer to %1 asked</source>
        <translation>已请求转接到 %1</translation>
    </message>
    <message>
        <source>%2 takes the call for %1: put it through now</source>
        <translation>%2 代表 %1 接手：请现在转接</translation>
    </message>
    <message>
        <source>%1 declines. Keep the call, or ask another queue.</source>
        <translation>%1 未接受。请继续通话，或请求其他队列。</translation>
    </message>
    <message>
        <source>The transfer to %1 was taken back.</source>
        <translation>已撤回到 %1 的转接。</translation>
    </message>
    <message>
        <source>Handed over to %1.</source>
        <translation>已转交 %1。</translation>
    </message>
    <message>
        <source>Nobody at %1 answered in time. Keep the call, or ask another queue.</source>
        <translation>%1 未及时响应。请继续通话，或请求其他队列。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>婉拒</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已转交</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Waiting longer than the house&apos;s target</source>
        <translation>等待已超过目标时间</translation>
    </message>
    <message>
        <source>Waiting, and the house&apos;s target</source>
        <translation>已等待 / 目标时间</translation>
    </message>
</context>
<context>
    <name>TransferPane</name>
    <message>
        <source>Transfer to an expert</source>
        <translation>转接专家</translation>
    </message>
    <message>
        <source>Ask whom to take the call?</source>
        <translation>请谁接手这通电话？</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1: answers within %2 s</source>
        <translation>%1：%2 秒内响应</translation>
    </message>
    <message>
        <source>The expert receives the call so far. Stay on the line until the call is put through.</source>
        <translation>专家会收到通话摘要。请保持在线，直到转接完成。</translation>
    </message>
    <message>
        <source>The house has no expert queues yet; raise the hand instead.</source>
        <translation>尚未设置专家队列；请改为举手。</translation>
    </message>
</context>
<context>
    <name>TypedPane</name>
    <message>
        <source>Type what you say to the customer…</source>
        <translation>输入您要对客户说的话……</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>说</translation>
    </message>
</context>
<context>
    <name>_Part</name>
    <message>
        <source>Show %1 on the time line</source>
        <translation>在时间线上显示 %1</translation>
    </message>
</context>
</TS>
